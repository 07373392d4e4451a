// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <vector>

#include <QFrame>

#include "gui/project/recovery.h"

class QVBoxLayout;

namespace tenbin {

class ProjectSession;

/// What an earlier session left and did not save: offered above the page, never in a box. Also says that a
/// project was opened with such changes, and leads back to what was saved.
class RecoveryStrip final : public QFrame {
    Q_OBJECT
public:
    explicit RecoveryStrip(ProjectSession& session, QWidget* parent = nullptr);

    void offer(std::vector<Recoverable> recoverables);
    const std::vector<Recoverable>& offered() const { return m_offered; }

Q_SIGNALS:
    void restoreRequested(const Recoverable& recoverable);
    void saveAsRequested();
    void discardRequested(const Recoverable& recoverable);

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    QWidget* addRow(const QString& text);
    void addButton(QWidget* row, const QString& text, const QString& name, const std::function<void()>& pressed);
    void addOffer(const Recoverable& recoverable);
    void addTaken();
    void addUnwritable();
    void addNotUnderstood();

    ProjectSession& m_session;
    std::vector<Recoverable> m_offered;
    QVBoxLayout* m_layout;
};

} // namespace tenbin
