// SPDX-License-Identifier: GPL-3.0-or-later
// What the form has besides question_form.ui, and its texts.
#include <QEvent>

#include "gui/explore/question_form.h"
#include "gui/explore/ui_question_form.h"
#include "gui/study/run_box.h"

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
    m_run = new RunBox(m_session, QStringLiteral("explore"), 1, this);
    m_ui->outer->addWidget(m_run);
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
    connect(m_run, &RunBox::startRequested, this, [this] {
        if (const auto asked = question())
            m_session.start(*asked);
    });
}

void QuestionForm::retranslate()
{
    m_ui->retranslateUi(this);
    for (int row = 0; row < m_ui->axes->rowCount(); ++row)
        m_ui->axes->item(row, 0)->setText(
            axisName(m_ui->axes->item(row, 0)->data(Qt::UserRole).toString().toStdString()));
    for (std::size_t i = 0; i < m_objectives.size(); ++i)
        m_objectives[i]->setText(figureName(kAllFigures[i]));
    m_delay.start();
}

void QuestionForm::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace tenbin
