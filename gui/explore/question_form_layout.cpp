// SPDX-License-Identifier: GPL-3.0-or-later
// What the form has besides question_form.ui, and its texts.
#include <QEvent>
#include <QProgressBar>
#include <QPushButton>

#include "gui/explore/question_form.h"
#include "gui/explore/ui_question_form.h"

namespace tenbin {

void QuestionForm::build()
{
    m_ui->setupUi(this);
    m_ui->axes->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    QWidget* before = m_ui->millijoules;
    for (int i = 0; i < kFigureKinds; ++i) {
        auto* objective = new QCheckBox(m_ui->body);
        m_ui->objectives->addWidget(objective, i / 2, i % 2);
        setTabOrder(before, objective);
        m_objectives.push_back(objective);
        before = objective;
    }
    m_ui->scroll->viewport()->setAutoFillBackground(false);
    m_ui->body->setAutoFillBackground(false);
    m_ui->outer->addWidget(buildRun());
}

void QuestionForm::listen()
{
    connect(m_ui->name, &QLineEdit::textChanged, this, &QuestionForm::changed);
    connect(m_ui->network, &QComboBox::currentIndexChanged, this, &QuestionForm::changed);
    connect(m_ui->targets, &QListWidget::itemChanged, this, &QuestionForm::changed);
    connect(m_ui->axes, &QTableWidget::itemChanged, this, &QuestionForm::changed);
    connect(m_ui->fits, &QCheckBox::toggled, this, &QuestionForm::changed);
    connect(m_ui->framesPerSecond, &QLineEdit::textChanged, this, &QuestionForm::changed);
    connect(m_ui->millijoules, &QLineEdit::textChanged, this, &QuestionForm::changed);
    for (QCheckBox* box : m_objectives)
        connect(box, &QCheckBox::toggled, this, &QuestionForm::changed);
    connect(m_ui->method, &QComboBox::currentIndexChanged, this, &QuestionForm::changed);
    connect(m_ui->addAxis, &QToolButton::clicked, this, &QuestionForm::showAxisMenu);
    connect(m_ui->removeAxis, &QToolButton::clicked, this, [this] {
        if (m_ui->axes->currentRow() >= 0)
            m_ui->axes->removeRow(m_ui->axes->currentRow());
        changed();
    });
}

QWidget* QuestionForm::buildRun()
{
    auto* box = new QWidget(this);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(12, 4, 12, 12);
    layout->addWidget(m_size = new QLabel(box));
    m_size->setWordWrap(true);
    m_progress = new QProgressBar(box);
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(8);
    layout->addWidget(m_progress);
    layout->addWidget(m_state = new QLabel(box));
    m_state->setWordWrap(true);
    auto* row = new QHBoxLayout;
    for (QPushButton** button : {&m_start, &m_pause, &m_cancel})
        row->addWidget(*button = new QPushButton(box));
    layout->addLayout(row);
    m_start->setObjectName(QStringLiteral("exploreStart"));
    m_pause->setObjectName(QStringLiteral("explorePause"));
    m_cancel->setObjectName(QStringLiteral("exploreCancel"));
    connect(m_start, &QPushButton::clicked, this, [this] {
        if (const auto asked = question())
            m_session.start(*asked);
    });
    connect(m_pause, &QPushButton::clicked, this,
            [this] { m_session.run() == ExploreSession::Run::paused ? m_session.resume() : m_session.pause(); });
    connect(m_cancel, &QPushButton::clicked, this, [this] { m_session.cancel(); });
    return box;
}

void QuestionForm::retranslate()
{
    m_ui->retranslateUi(this);
    for (int row = 0; row < m_ui->axes->rowCount(); ++row)
        m_ui->axes->item(row, 0)->setText(
            axisName(m_ui->axes->item(row, 0)->data(Qt::UserRole).toString().toStdString()));
    for (std::size_t i = 0; i < m_objectives.size(); ++i)
        m_objectives[i]->setText(figureName(kAllFigures[i]));
    m_start->setText(tr("Start"));
    m_cancel->setText(tr("Cancel"));
    refreshRun();
    m_delay.start();
}

void QuestionForm::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace tenbin
