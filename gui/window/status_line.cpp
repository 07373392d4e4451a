// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/status_line.h"

#include <QLabel>
#include <QProgressBar>
#include <QStatusBar>
#include <QToolButton>

#include "gui/app/background_tasks.h"
#include "gui/app/network_names.h"
#include "gui/app/workspace.h"
#include "gui/look/text.h"

namespace tenbin {

namespace {

constexpr int kDelayMilliseconds = 200;

} // namespace

StatusLine::StatusLine(QStatusBar& bar, Workspace& workspace, BackgroundTasks& tasks)
    : QObject(&bar), m_workspace(workspace), m_tasks(tasks), m_text(new QLabel(&bar)),
      m_progress(new QProgressBar(&bar)), m_cancel(new QToolButton(&bar))
{
    m_text->setTextFormat(Qt::PlainText);
    m_text->setObjectName(QStringLiteral("statusText"));
    m_progress->setRange(0, 0);
    m_progress->setMaximumSize(96, 8);
    m_progress->setTextVisible(false);
    m_progress->hide();
    m_cancel->setObjectName(QStringLiteral("cancelTask"));
    m_cancel->setAutoRaise(true);
    m_cancel->hide();
    bar.setSizeGripEnabled(false);
    bar.addWidget(m_text, 1);
    bar.addPermanentWidget(m_progress);
    bar.addPermanentWidget(m_cancel);
    m_delay.setSingleShot(true);
    m_delay.setInterval(kDelayMilliseconds);
    connect(m_cancel, &QToolButton::clicked, this, [this] {
        if (!m_tasks.all().empty() && m_tasks.all().front().cancel)
            m_tasks.all().front().cancel();
    });
    connect(&m_delay, &QTimer::timeout, this, &StatusLine::refresh);
    connect(&workspace, &Workspace::busyChanged, this, [this](bool busy) {
        if (busy)
            m_delay.start();
        else
            refresh();
    });
    connect(&workspace, &Workspace::estimatesChanged, this, &StatusLine::refresh);
    connect(&tasks, &BackgroundTasks::changed, this, &StatusLine::refresh);
}

void StatusLine::refresh()
{
    const auto& tasks = m_tasks.all();
    const bool estimating = m_workspace.busy() && !m_delay.isActive();
    m_progress->setVisible(estimating || !tasks.empty());
    m_cancel->setVisible(!tasks.empty() && tasks.front().cancel);
    if (tasks.empty()) {
        m_progress->setRange(0, 0);
        m_text->setText(restText());
        if (estimating)
            m_text->setText(tr("Estimating…"));
        return;
    }
    const BackgroundTask& first = tasks.front();
    int steps = 0; // busy: nobody knows how long
    if (first.share)
        steps = 1000;
    m_progress->setRange(0, steps);
    m_progress->setValue(static_cast<int>(first.share.value_or(0.0) * 1000.0));
    const int others = static_cast<int>(tasks.size()) - 1;
    m_text->setText(first.text);
    if (others > 0)
        m_text->setText(tr("%1 (and %n more)", nullptr, others).arg(first.text));
}

QString StatusLine::restText() const
{
    const auto set = m_workspace.estimates();
    const NetworkId& network = m_workspace.state().network;
    const int targets = static_cast<int>(set->answers.size());
    if (set->answers.empty() || network.empty())
        return tr("Ready");
    // What was estimated just now may be one card of many.
    if (set->milliseconds > 0.0 && set->estimated == targets)
        return tr("%1 estimated on %n target(s) in %2", nullptr, targets)
            .arg(networkTitle(network), secondsText(Seconds(set->milliseconds / 1000.0)));
    return tr("%1 on %n target(s)", nullptr, targets).arg(networkTitle(network));
}

void StatusLine::retranslate()
{
    m_cancel->setText(tr("Cancel"));
    refresh();
}

} // namespace tenbin
