// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace tenbin {

class StudySession;

/// Starts, pauses and cancels the run of a study, and shows how far it is.
class RunBox final : public QWidget {
    Q_OBJECT
public:
    /// `name`: what the names of its buttons begin with; `stateLines`: room for what the run says.
    RunBox(StudySession& session, const QString& name, int stateLines, QWidget* parent = nullptr);

    /// A line above the rest: what the question costs, or why it cannot be asked.
    void setNote(const QString& note, bool canStart = true);

Q_SIGNALS:
    void startRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void retranslate();
    void pauseOrContinue();

    StudySession& m_session;
    QLabel *m_note, *m_state;
    QProgressBar* m_progress;
    QPushButton *m_start, *m_pause, *m_cancel;
    bool m_canStart = true;
};

} // namespace tenbin
