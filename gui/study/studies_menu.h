// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

#include "gui/study/study_session.h"

namespace tenbin {

/// The button that lists the studies of a session's file: opens, renames and deletes them, or takes another file.
class StudiesMenu final : public QToolButton {
    Q_OBJECT
public:
    explicit StudiesMenu(StudySession& session, QWidget* parent = nullptr);

Q_SIGNALS:
    /// The user wants to see this study; the session opens it.
    void chosen(const tenbin::StudyInfo& study);

protected:
    void changeEvent(QEvent* event) override;

private:
    static QString elsewhere(StudyKind kind);
    void showStudies();
    void addStudy(QMenu& menu, const StudyInfo& study);
    void rename(const StudyInfo& study);
    void remove(const StudyInfo& study);
    void chooseFile();

    StudySession& m_session;
};

} // namespace tenbin
