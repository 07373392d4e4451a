// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/study/run_box.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include "gui/study/study_session.h"

namespace tenbin {

namespace {

constexpr int kProgressSteps = 1000;

} // namespace

RunBox::RunBox(StudySession& session, const QString& name, int stateLines, QWidget* parent)
    : QWidget(parent), m_session(session), m_note(new QLabel(this)), m_state(new QLabel(this)),
      m_progress(new QProgressBar(this)), m_start(new QPushButton(this)), m_pause(new QPushButton(this)),
      m_cancel(new QPushButton(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 4, 12, 12);
    m_note->setWordWrap(true);
    m_note->hide();
    layout->addWidget(m_note);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(8);
    layout->addWidget(m_progress);
    m_state->setWordWrap(true);
    m_state->setMinimumHeight(stateLines * fontMetrics().height());
    m_state->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    layout->addWidget(m_state);
    auto* row = new QHBoxLayout;
    for (QPushButton* button : {m_start, m_pause, m_cancel})
        row->addWidget(button);
    layout->addLayout(row);
    m_start->setObjectName(name + QStringLiteral("Start"));
    m_pause->setObjectName(name + QStringLiteral("Pause"));
    m_cancel->setObjectName(name + QStringLiteral("Cancel"));
    connect(m_start, &QPushButton::clicked, this, &RunBox::startRequested);
    connect(m_pause, &QPushButton::clicked, this, &RunBox::pauseOrContinue);
    connect(m_cancel, &QPushButton::clicked, &session, &StudySession::cancel);
    connect(&session, &StudySession::runChanged, this, &RunBox::refresh);
    retranslate();
}

void RunBox::setNote(const QString& note, bool canStart)
{
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    m_canStart = canStart;
    refresh();
}

void RunBox::pauseOrContinue()
{
    if (m_session.run() == StudySession::Run::paused)
        m_session.resume();
    else
        m_session.pause();
}

void RunBox::refresh()
{
    using Run = StudySession::Run;
    const Run run = m_session.run();
    const bool idle = run == Run::idle;
    const auto progress = m_session.progress();
    m_progress->setVisible(!idle || progress);
    int steps = kProgressSteps;
    if (run == Run::preparing)
        steps = 0; // busy: nobody knows how long
    m_progress->setRange(0, steps);
    m_progress->setValue(static_cast<int>(kProgressSteps * progress.value_or(0.0)));
    m_state->setText(m_session.stateText());
    m_start->setEnabled(idle && m_canStart);
    m_pause->setEnabled(run == Run::running || run == Run::paused);
    m_pause->setText(tr("Pause"));
    if (run == Run::paused)
        m_pause->setText(tr("Continue"));
    m_cancel->setEnabled(!idle && run != Run::stopping);
}

void RunBox::retranslate()
{
    m_start->setText(tr("Start"));
    m_cancel->setText(tr("Cancel"));
    refresh();
}

void RunBox::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace tenbin
