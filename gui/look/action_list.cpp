// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/look/action_list.h"

#include <set>

#include <QAction>
#include <QDockWidget>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>

namespace tenbin {

namespace {

constexpr QLatin1StringView kQtOwn("qt_"); // actions that Qt adds to its own widgets

class Collector {
public:
    explicit Collector(std::vector<ListedAction>& found) : m_found(found) {}

    void addMenu(QMenu& menu, const QString& path)
    {
        Q_EMIT menu.aboutToShow();
        for (QAction* action : menu.actions()) {
            if (QMenu* submenu = action->menu())
                addMenu(*submenu, path + QStringLiteral(" › ") + withoutMnemonic(submenu->title()));
            else
                add(action, path);
        }
    }

    void add(QAction* action, const QString& path)
    {
        const QString text = withoutMnemonic(action->text());
        if (action->isSeparator() || text.isEmpty() || action->objectName().startsWith(kQtOwn)
            || !m_seen.insert(action).second)
            return;
        m_found.push_back({action, path, text});
    }

private:
    std::vector<ListedAction>& m_found;
    std::set<QAction*> m_seen;
};

/// Title of the dock, or name of the part, that an action outside the menus belongs to.
QString placeOf(const QAction& action)
{
    for (const QObject* owner = action.parent(); owner; owner = owner->parent()) {
        if (const auto* dock = qobject_cast<const QDockWidget*>(owner))
            return dock->windowTitle();
        const auto* widget = qobject_cast<const QWidget*>(owner);
        if (widget && !widget->isWindow() && !widget->accessibleName().isEmpty())
            return widget->accessibleName();
    }
    return {};
}

} // namespace

QString withoutMnemonic(const QString& text)
{
    static const QRegularExpression bracketed(QStringLiteral("\\s*\\(&.\\)")); // as Japanese menus have it
    QString plain = text;
    plain.remove(bracketed);
    plain.replace(QStringLiteral("&&"), QString(QChar(1)));
    plain.remove(QLatin1Char('&'));
    return plain.replace(QChar(1), QLatin1Char('&'));
}

std::vector<ListedAction> listedActions(QMainWindow& window)
{
    std::vector<ListedAction> found;
    Collector collector(found);
    for (QAction* top : window.menuBar()->actions())
        if (QMenu* menu = top->menu())
            collector.addMenu(*menu, withoutMnemonic(menu->title()));
    for (QAction* action : window.findChildren<QAction*>())
        if (!action->menu() && !action->shortcut().isEmpty())
            collector.add(action, placeOf(*action));
    return found;
}

} // namespace tenbin
