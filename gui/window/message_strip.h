// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QVBoxLayout;

namespace tenbin {

class Workspace;

/// What went wrong and where, above the board until it is dismissed. Never modal.
class MessageStrip final : public QFrame {
    Q_OBJECT
public:
    explicit MessageStrip(Workspace& workspace, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void addRow(const QString& what, const QString& where, int id);
    void addSummary(int hidden);

    Workspace& m_workspace;
    QVBoxLayout* m_layout;
    int m_announced = 0; // id of the last message that a screen reader was told
};

} // namespace tenbin
