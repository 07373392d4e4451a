// SPDX-License-Identifier: GPL-3.0-or-later
// The form's widgets and their texts.
#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QScrollArea>
#include <QTableWidget>
#include <QToolButton>

#include "gui/explore/question_form.h"
#include "gui/study/run_box.h"

namespace tenbin {

void QuestionForm::build()
{
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus); // its parts have it
    auto* body = new QWidget(scroll);
    auto* layout = new QVBoxLayout(body);
    layout->setContentsMargins(12, 12, 12, 4);
    layout->setSpacing(4);
    const auto title = [&] {
        auto* label = new QLabel(this);
        label->setObjectName(QStringLiteral("sectionTitle"));
        m_titles.push_back(label);
        layout->addWidget(label);
    };
    title();
    layout->addWidget(m_name = new QLineEdit(this));
    title();
    layout->addWidget(m_network = new QComboBox(this));
    m_network->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_network->setMinimumContentsLength(12);
    title();
    m_targets = new QListWidget(this);
    m_targets->setMinimumHeight(80);
    layout->addWidget(m_targets, 2);
    title();
    m_axes = new QTableWidget(0, 2, this);
    m_axes->setMinimumHeight(96);
    m_axes->verticalHeader()->hide();
    m_axes->horizontalHeader()->hide();
    m_axes->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_axes->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_axes->setShowGrid(false);
    m_axes->setWordWrap(false);
    m_axes->verticalHeader()->setDefaultSectionSize(24);
    m_targets->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_targets->setTextElideMode(Qt::ElideRight);
    m_targets->setSpacing(1);
    layout->addWidget(m_axes, 2);
    auto* buttons = new QHBoxLayout;
    for (QToolButton** button : {&m_addAxis, &m_removeAxis}) {
        *button = new QToolButton(this);
        (*button)->setProperty("sheetAction", true);
        buttons->addWidget(*button);
    }
    buttons->addStretch();
    layout->addLayout(buttons);
    title();
    auto* bounds = new QGridLayout;
    bounds->addWidget(m_fits = new QCheckBox(this), 0, 0, 1, 2);
    bounds->addWidget(m_fpsLabel = new QLabel(this), 1, 0);
    bounds->addWidget(m_fps = new QLineEdit(this), 1, 1);
    bounds->addWidget(m_energyLabel = new QLabel(this), 2, 0);
    bounds->addWidget(m_energy = new QLineEdit(this), 2, 1);
    layout->addLayout(bounds);
    title();
    auto* objectives = new QGridLayout;
    for (int i = 0; i < kFigureKinds; ++i) {
        m_objectives.push_back(new QCheckBox(this));
        objectives->addWidget(m_objectives.back(), i / 2, i % 2);
    }
    layout->addLayout(objectives);
    title();
    layout->addWidget(m_method = new QComboBox(this));
    m_method->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_method->setMinimumContentsLength(12);
    m_method->addItems({QString(), QString()});
    scroll->setWidget(body);
    scroll->viewport()->setAutoFillBackground(false);
    body->setAutoFillBackground(false);
    outer->addWidget(scroll, 1);
    m_run = new RunBox(m_session, QStringLiteral("explore"), 1, this);
    outer->addWidget(m_run);

    connect(m_name, &QLineEdit::textChanged, this, &QuestionForm::changed);
    connect(m_network, &QComboBox::currentIndexChanged, this, &QuestionForm::changed);
    connect(m_targets, &QListWidget::itemChanged, this, &QuestionForm::changed);
    connect(m_axes, &QTableWidget::itemChanged, this, &QuestionForm::changed);
    connect(m_fits, &QCheckBox::toggled, this, &QuestionForm::changed);
    connect(m_fps, &QLineEdit::textChanged, this, &QuestionForm::changed);
    connect(m_energy, &QLineEdit::textChanged, this, &QuestionForm::changed);
    for (QCheckBox* box : m_objectives)
        connect(box, &QCheckBox::toggled, this, &QuestionForm::changed);
    connect(m_method, &QComboBox::currentIndexChanged, this, &QuestionForm::changed);
    connect(m_addAxis, &QToolButton::clicked, this, &QuestionForm::showAxisMenu);
    connect(m_removeAxis, &QToolButton::clicked, this, [this] {
        if (m_axes->currentRow() >= 0)
            m_axes->removeRow(m_axes->currentRow());
        changed();
    });
    connect(m_run, &RunBox::startRequested, this, [this] {
        if (const auto asked = question())
            m_session.start(*asked);
    });
}

void QuestionForm::retranslate()
{
    const QStringList titles{tr("Question"),    tr("Network"),    tr("Targets"), tr("Axes"),
                             tr("Constraints"), tr("Objectives"), tr("Search")};
    for (std::size_t i = 0; i < m_titles.size(); ++i)
        m_titles[i]->setText(titles[static_cast<qsizetype>(i)]);
    const std::pair<QWidget*, QString> names[] = {{m_name, titles[0]},
                                                  {m_network, titles[1]},
                                                  {m_targets, titles[2]},
                                                  {m_axes, titles[3]},
                                                  {m_method, titles[6]},
                                                  {m_fps, tr("frames a second, at least")},
                                                  {m_energy, tr("millijoules, at most")}};
    for (const auto& [widget, name] : names)
        widget->setAccessibleName(name);
    for (int row = 0; row < m_axes->rowCount(); ++row)
        m_axes->item(row, 0)->setText(axisName(m_axes->item(row, 0)->data(Qt::UserRole).toString().toStdString()));
    m_addAxis->setText(tr("Add axis …"));
    m_removeAxis->setText(tr("Remove"));
    m_fits->setText(tr("fits"));
    m_fpsLabel->setText(tr("frames a second, at least"));
    m_energyLabel->setText(tr("millijoules, at most"));
    for (std::size_t i = 0; i < m_objectives.size(); ++i)
        m_objectives[i]->setText(figureName(kAllFigures[i]));
    m_method->setItemText(0, tr("All points"));
    m_method->setItemText(1, tr("NSGA-II (for very large spaces)"));
    m_delay.start();
}

void QuestionForm::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace tenbin
