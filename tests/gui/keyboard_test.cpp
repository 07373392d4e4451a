// SPDX-License-Identifier: GPL-3.0-or-later
// Everything by keyboard alone: every command of the menus, every part of every
// perspective by Tab, and the focus that can be seen.
#include <set>

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QSignalSpy>
#include <QTimer>
#include <QtTest/QTest>
#include <gmock/gmock.h>

#include "gui/app/workspace.h"
#include "gui/look/action_list.h"
#include "gui/look/language.h"
#include "gui/window/main_window.h"
#include "tests/gui/window_fixture.h"

namespace tenbin {
namespace {

std::string nameOf(const QWidget& widget)
{
    QStringList path;
    for (const QWidget* w = &widget; w && path.size() < 4; w = w->parentWidget())
        path.prepend(QLatin1String(w->metaObject()->className()) + QLatin1Char('#') + w->objectName());
    return path.join(QLatin1Char('/')).toStdString();
}

class Keyboard : public WindowFixture {
protected:
    void SetUp() override
    {
        WindowFixture::SetUp();
        m_window->activateWindow();
        ASSERT_TRUE(QTest::qWaitForWindowActive(m_window.get()));
        // What opens a window of its own is left as its user would: by Escape.
        QObject::connect(&m_closer, &QTimer::timeout, [this] {
            for (QWidget* open : {QApplication::activePopupWidget(), QApplication::activeModalWidget()})
                if (open && !m_driven)
                    QTest::keyClick(open, Qt::Key_Escape);
        });
        m_closer.start(20);
    }

    /// Opens the menu at `path` with Alt and its letter, walks down with the arrow keys and presses Return.
    void chooseByKeys(const QList<QAction*>& path)
    {
        m_driven = true;
        QTest::keyClick(m_window.get(), mnemonicOf(path.front()->text()), Qt::AltModifier);
        QTest::qWait(0);
        for (qsizetype depth = 1; depth < path.size(); ++depth) {
            auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
            ASSERT_TRUE(menu) << path[depth]->text().toStdString();
            for (int steps = 0; menu->activeAction() != path[depth] && steps < 400; ++steps)
                QTest::keyClick(menu, Qt::Key_Down);
            ASSERT_EQ(menu->activeAction(), path[depth]) << path[depth]->text().toStdString();
            m_driven = depth + 1 < path.size();
            QTest::keyClick(menu, path[depth]->menu() ? Qt::Key_Right : Qt::Key_Return);
            QTest::qWait(0);
        }
        m_driven = false;
    }

    static Qt::Key mnemonicOf(const QString& title)
    {
        const qsizetype at = title.indexOf(QLatin1Char('&'));
        return at < 0 || at + 1 >= title.size() ? Qt::Key_unknown : Qt::Key(title[at + 1].toUpper().unicode());
    }

    /// Paths from the menu bar to every entry that can be chosen now.
    void collect(QMenu& menu, const QList<QAction*>& path, std::vector<QList<QAction*>>& found, int depth = 0)
    {
        Q_EMIT menu.aboutToShow();
        const QList<QAction*> once = menu.actions();
        Q_EMIT menu.aboutToShow();
        if (menu.actions() != once)
            return; // filled anew each time it opens: nothing to hold on to (the palette offers its entries)
        for (QAction* action : menu.actions()) {
            if (action->isSeparator() || !action->isEnabled() || !action->isVisible())
                continue;
            if (action->menu() && depth < 2)
                collect(*action->menu(), path + QList{action}, found, depth + 1);
            else if (!action->menu())
                found.push_back(path + QList{action});
        }
    }

    QTimer m_closer;
    bool m_driven = false;
};

TEST_F(Keyboard, EveryMenuHasItsOwnLetterInBothLanguages)
{
    for (const char* language : {"en", "ja"}) {
        m_language->setChoice(QLatin1String(language));
        settle();
        std::set<int> letters;
        for (const QAction* menu : m_window->menuBar()->actions()) {
            const Qt::Key letter = mnemonicOf(menu->text());
            EXPECT_NE(letter, Qt::Key_unknown) << language << ": " << menu->text().toStdString();
            EXPECT_TRUE(letters.insert(letter).second) << language << ": " << menu->text().toStdString();
        }
    }
}

TEST_F(Keyboard, NoTwoCommandsShareAShortcut)
{
    std::map<QString, QString> owner;
    for (const ListedAction& listed : listedActions(*m_window)) {
        if (!listed.action || listed.action->shortcutContext() != Qt::WindowShortcut)
            continue;
        for (const QKeySequence& keys : listed.action->shortcuts()) {
            const auto [at, fresh] = owner.emplace(keys.toString(), listed.text);
            EXPECT_TRUE(fresh) << keys.toString().toStdString() << ": " << at->second.toStdString() << " and "
                               << listed.text.toStdString();
        }
    }
    EXPECT_GT(owner.size(), 10u);
}

TEST_F(Keyboard, EveryCommandOfTheMenusRunsByKeysAlone)
{
    int chosen = 0;
    for (QAction* top : m_window->menuBar()->actions()) {
        std::vector<QList<QAction*>> paths;
        collect(*top->menu(), {top}, paths);
        int sameKind = 0;
        const QObject* kind = nullptr;
        for (const QList<QAction*>& path : paths) {
            // Of long lists of one kind (all targets of a group) the first ones stand for all.
            sameKind = path.size() > 2 && path[path.size() - 2] == kind ? sameKind + 1 : 0;
            kind = path[path.size() - 2];
            const QAction* action = path.back();
            if (sameKind > 3 || action->text() == QLatin1String("Quit") || !action->isEnabled())
                continue;
            SCOPED_TRACE(action->text().toStdString());
            bool triggered = false;
            const auto connection = QObject::connect(action, &QAction::triggered, [&] { triggered = true; });
            chooseByKeys(path);
            QObject::disconnect(connection);
            EXPECT_TRUE(triggered);
            chosen += triggered;
            settle();
            for (QWidget* open : QApplication::topLevelWidgets())
                if (open != m_window.get() && open->isVisible())
                    open->close();
            QTest::keyClick(m_window.get(), Qt::Key_Escape);
            m_window->activateWindow();
            QTest::qWait(0);
            if (HasFatalFailure())
                return;
        }
    }
    EXPECT_GT(chosen, 30);
}

TEST_F(Keyboard, ShortcutsOfTheMenusRunTheirCommands)
{
    int tried = 0;
    for (const ListedAction& listed : listedActions(*m_window)) {
        if (!listed.action || listed.action->shortcut().isEmpty() || !listed.action->isEnabled()
            || listed.action->shortcutContext() != Qt::WindowShortcut || listed.text == QLatin1String("Quit"))
            continue;
        for (const QKeySequence& keys : listed.action->shortcuts()) {
            if (keys.count() != 1 || !listed.action)
                continue;
            bool triggered = false;
            const auto connection = QObject::connect(listed.action, &QAction::triggered, [&] { triggered = true; });
            const QKeyCombination combination = keys[0];
            QTest::keyClick(m_window.get(), combination.key(), combination.keyboardModifiers());
            QObject::disconnect(connection);
            EXPECT_TRUE(triggered) << listed.text.toStdString() << " by " << keys.toString().toStdString();
            ++tried;
            settle();
            for (QWidget* open : QApplication::topLevelWidgets())
                if (open != m_window.get() && open->isVisible())
                    open->close();
            if (QWidget* focus = QApplication::focusWidget())
                QTest::keyClick(focus, Qt::Key_Escape);
            m_window->activateWindow();
            QTest::qWait(0);
        }
    }
    EXPECT_GT(tried, 10);
}

/// Widgets that Tab must reach: shown, enabled, and neither part of another control nor one of a group.
bool reachedByTab(const QWidget& widget, const QWidget& window)
{
    return widget.isVisibleTo(&window) && widget.isEnabled() && (widget.focusPolicy() & Qt::TabFocus)
           && !widget.focusProxy() && !widget.visibleRegion().isEmpty();
}

TEST_F(Keyboard, TabIsNeverTrapped)
{
    const QList<QAction*> modes = m_window->findChild<QWidget*>(QStringLiteral("modeBar"))->actions();
    ASSERT_GE(modes.size(), 3);
    for (QAction* mode : modes) {
        mode->trigger();
        settle();
        SCOPED_TRACE(mode->text().toStdString());
        std::set<QWidget*> reached;
        std::string way;
        m_window->focusWidget()->setFocus(Qt::TabFocusReason);
        for (int step = 0; step < 100; ++step) {
            QWidget* now = QApplication::focusWidget();
            ASSERT_TRUE(now);
            if (reached.insert(now).second)
                way += "\n  " + nameOf(*now);
            QTest::keyClick(now, Qt::Key_Tab);
        }
        // The status line's buttons are the last in every perspective: who comes there has come past all before.
        const bool outOfThePage = std::any_of(reached.begin(), reached.end(), [](const QWidget* widget) {
            return widget->parentWidget() && widget->parentWidget()->inherits("QStatusBar");
        });
        EXPECT_TRUE(outOfThePage) << way;
    }
}

TEST_F(Keyboard, TheFocusCanBeSeenOnEveryPart)
{
    for (QAction* mode : m_window->findChild<QWidget*>(QStringLiteral("modeBar"))->actions()) {
        mode->trigger();
        settle();
        for (QWidget* widget : m_window->findChildren<QWidget*>()) {
            if (!reachedByTab(*widget, *m_window))
                continue;
            // Something else has the focus first; a blinking caret alone would not do for a picture, a border does.
            m_window->menuBar()->setFocus();
            const QRect around = QRect(widget->mapTo(m_window.get(), QPoint()), widget->size()).adjusted(-3, -3, 3, 3);
            QTest::qWait(0);
            const QImage without = m_window->grab(around).toImage();
            widget->setFocus(Qt::TabFocusReason);
            QTest::qWait(0);
            const QImage with = m_window->grab(around).toImage();
            EXPECT_NE(without, with) << "no visible focus: " << nameOf(*widget);
        }
    }
}

TEST_F(Keyboard, AScreenReaderHasANameForEveryPart)
{
    for (QAction* mode : m_window->findChild<QWidget*>(QStringLiteral("modeBar"))->actions()) {
        mode->trigger();
        settle();
        for (QWidget* widget : m_window->findChildren<QWidget*>()) {
            if (!reachedByTab(*widget, *m_window))
                continue;
            const QAccessibleInterface* face = QAccessible::queryAccessibleInterface(widget);
            ASSERT_TRUE(face) << nameOf(*widget);
            EXPECT_FALSE(face->text(QAccessible::Name).isEmpty())
                << mode->text().toStdString() << ": no name: " << nameOf(*widget);
        }
    }
}

} // namespace
} // namespace tenbin
