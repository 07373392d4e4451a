// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QDialog>

#include "gui/look/action_list.h"

class QLineEdit;
class QTreeWidget;

namespace tenbin {

/// Every command of a window with its shortcut, made from the commands themselves.
class ShortcutsWindow final : public QDialog {
    Q_OBJECT
public:
    explicit ShortcutsWindow(QWidget* parent = nullptr);

    /// Shows these commands, by menu; those without a shortcut say how the menu is reached.
    void setActions(const std::vector<ListedAction>& actions);
    QTreeWidget& list() { return *m_list; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void filter(const QString& typed);
    void retranslate();

    QLineEdit* m_filter;
    QTreeWidget* m_list;
};

} // namespace tenbin
