// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

class QLabel;
class QProgressBar;
class QStatusBar;
class QToolButton;

namespace tenbin {

class BackgroundTasks;
class Workspace;

/// What the window is doing, how far it is, and a button that ends it; while nothing runs, what was estimated.
class StatusLine final : public QObject {
    Q_OBJECT
public:
    StatusLine(QStatusBar& bar, Workspace& workspace, BackgroundTasks& tasks);

    void retranslate();

private:
    void refresh();
    QString restText() const;

    Workspace& m_workspace;
    BackgroundTasks& m_tasks;
    QLabel* m_text;
    QProgressBar* m_progress;
    QToolButton* m_cancel;
    QTimer m_delay; ///< answers that come at once show no progress
};

} // namespace tenbin
