// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QPointer>
#include <QString>

class QAction;
class QMainWindow;

namespace tenbin {

/// One command of a window, as menus, the palette and the list of shortcuts know it.
struct ListedAction {
    QPointer<QAction> action; ///< null once a menu that is filled anew has dropped it
    QString menu;             ///< "View › Theme"; for actions in no menu the title of the dock or page that owns them
    QString text;             ///< without mnemonic and ellipsis marks of the platform
};

/// "&Open…" -> "Open…", "保存(&S)" -> "保存".
QString withoutMnemonic(const QString& text);

/// Every command of the window: the menus in their order, submenus included, then
/// actions that live in no menu. Menus that fill themselves are asked to.
std::vector<ListedAction> listedActions(QMainWindow& window);

} // namespace tenbin
