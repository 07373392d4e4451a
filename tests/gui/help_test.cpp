// SPDX-License-Identifier: GPL-3.0-or-later
// Palette, shortcuts, guide, glossary, tour, copying, status line and what is remembered.
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QStandardItemModel>
#include <QTableView>
#include <QTextBrowser>
#include <QToolButton>
#include <QTreeWidget>
#include <QtTest/QTest>
#include <gmock/gmock.h>

#include "gui/app/background_tasks.h"
#include "gui/app/settings_store.h"
#include "gui/app/workspace.h"
#include "gui/board/board_page.h"
#include "gui/board/board_view.h"
#include "gui/help/glossary.h"
#include "gui/help/guide_window.h"
#include "gui/help/shortcuts_window.h"
#include "gui/help/window_help.h"
#include "gui/look/action_list.h"
#include "gui/look/language.h"
#include "gui/look/table_copy.h"
#include "gui/palette/fuzzy.h"
#include "gui/window/main_window.h"
#include "tests/gui/window_fixture.h"

namespace tenbin {
namespace {

int scoreOf(const char* typed, const char* text)
{
    const auto match = fuzzyMatch(QString::fromUtf8(typed), QString::fromUtf8(text));
    return match ? match->score : -1000;
}

TEST(Fuzzy, FindsLettersInOrderAndPrefersBeginningsOfWords)
{
    EXPECT_EQ(scoreOf("xyz", "Put on all targets"), -1000);
    EXPECT_EQ(scoreOf("tup", "Put"), -1000);
    EXPECT_GT(scoreOf("poat", "Put on all targets"), scoreOf("poat", "Reports of all sorts at"));
    EXPECT_GT(scoreOf("dark", "Dark"), scoreOf("dark", "Dashboard market"));
    EXPECT_GT(scoreOf("u55", "Arm Ethos-U55-256"), scoreOf("u55", "Nuvoton M55 U5 5"));
    EXPECT_GT(scoreOf("imx", "Sony IMX500"), -1000);
    EXPECT_GT(scoreOf("載せる", "すべてに載せる"), -1000);
    EXPECT_EQ(scoreOf("", "anything"), 0);
}

class Help : public WindowFixture {
protected:
    CommandPalette& openPalette(const QString& typed)
    {
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        QTest::keyClicks(QApplication::focusWidget(), typed);
        return m_window->help().palette();
    }
    QLabel* status() const { return m_window->findChild<QLabel*>(QStringLiteral("statusText")); }
};

TEST_F(Help, ThePaletteFindsActionsTargetsAndNetworks)
{
    EXPECT_TRUE(openPalette(QStringLiteral("reset lay")).offered().contains(QStringLiteral("Reset layout")));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    EXPECT_FALSE(m_window->help().palette().isVisible());

    EXPECT_EQ(openPalette(QStringLiteral("imx500")).offered().value(0), QStringLiteral("Sony IMX500"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    EXPECT_EQ(m_workspace->selectedTarget(), "imx500");
    EXPECT_FALSE(m_window->help().palette().isVisible());

    openPalette(QStringLiteral("resnet 18"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    EXPECT_EQ(m_workspace->state().network, "zoo:resnet18");
    settle();

    QTest::keyClick(m_window.get(), Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_TRUE(m_window->help().palette().isVisible());
}

TEST_F(Help, ThePaletteGivesTheFocusBack)
{
    QWidget* before = &m_window->board().view();
    before->setFocus();
    openPalette(QStringLiteral("x"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    EXPECT_EQ(QApplication::focusWidget(), before);
}

TEST_F(Help, TheListOfShortcutsHoldsEveryShortcut)
{
    QTest::keyClick(m_window.get(), Qt::Key_F1);
    ShortcutsWindow* shown = m_window->findChild<ShortcutsWindow*>();
    ASSERT_TRUE(shown && shown->isVisible());
    QStringList commands;
    for (int s = 0; s < shown->list().topLevelItemCount(); ++s)
        for (int i = 0; i < shown->list().topLevelItem(s)->childCount(); ++i)
            commands << shown->list().topLevelItem(s)->child(i)->text(0);
    int expected = 0;
    for (const ListedAction& listed : listedActions(*m_window))
        if (!listed.action->shortcut().isEmpty()) {
            ++expected;
            EXPECT_TRUE(commands.contains(listed.text)) << listed.text.toStdString();
        }
    EXPECT_EQ(commands.size(), expected);
    EXPECT_GT(expected, 10);
    m_language->setChoice(QStringLiteral("ja"));
    settle();
    EXPECT_EQ(shown->windowTitle(), QStringLiteral("キーボードショートカット"));
}

TEST_F(Help, TheGuideOpensEveryPageItLinksToInBothLanguages)
{
    const QDir folder(QStringLiteral(TENBIN_SOURCE_DIR "/docs/guide"));
    for (const char* language : {"en", "ja"}) {
        m_language->setChoice(QLatin1String(language));
        settle();
        for (const QString& file : folder.entryList({QStringLiteral("*.md")})) {
            const QString page = file.section(QLatin1Char('.'), 0, 0);
            GuideWindow& guide = m_window->help().showGuide(page);
            const QString text = guide.text().toPlainText();
            EXPECT_GT(text.size(), 100) << file.toStdString();
            EXPECT_FALSE(text.contains(QStringLiteral("not installed"))) << file.toStdString();
            for (const QString& link : guide.text().document()->toHtml().split(QStringLiteral("href=\"")).mid(1)) {
                const QString to = link.section(QLatin1Char('"'), 0, 0).section(QLatin1Char('#'), 0, 0);
                if (to.endsWith(QLatin1String(".md")) && to != QLatin1String("glossary.md")) {
                    EXPECT_TRUE(folder.exists(to)) << file.toStdString() << " links to " << to.toStdString();
                }
            }
        }
    }
    GuideWindow& guide = m_window->help().showGuide(QStringLiteral("index"));
    EXPECT_TRUE(guide.text().toPlainText().contains(QStringLiteral("ユーザーガイド")));
}

TEST_F(Help, TermsAreExplainedOnceWhereTheyStand)
{
    EXPECT_GE(glossary().size(), 15u);
    const QString tip = GlossaryTips::explained(QStringLiteral("Roofline"), QStringLiteral("Zoom with the wheel"));
    EXPECT_TRUE(tip.startsWith(QStringLiteral("Zoom with the wheel")));
    EXPECT_EQ(tip.count(QStringLiteral("Roofline:")), 1);
    EXPECT_EQ(GlossaryTips::explained(QStringLiteral("Roofline"), tip), tip) << "explained already";
    EXPECT_EQ(GlossaryTips::explained(QStringLiteral("Nothing of it"), {}), QString());
    EXPECT_TRUE(termsIn(QStringLiteral("Barenas")).empty()) << "only whole words";
    for (const GlossaryTerm& term : glossary())
        EXPECT_TRUE(glossaryPage().contains(term.meaning)) << term.name.toStdString();
    m_language->setChoice(QStringLiteral("ja"));
    EXPECT_FALSE(termsIn(QStringLiteral("量子化した重み")).empty());
}

TEST_F(Help, TheTourLeadsOverFiveRealPartsAndIsRemembered)
{
    Tour& tour = m_window->help().tour();
    EXPECT_FALSE(m_settings->tourSeen());
    m_window->help().offerTour();
    ASSERT_TRUE(tour.isVisible());
    EXPECT_EQ(tour.count(), 5);
    QStringList titles;
    for (int step = 0; step < 5; ++step) {
        EXPECT_EQ(tour.step(), step);
        EXPECT_FALSE(tour.part().isEmpty()) << tour.shownTitle().toStdString();
        EXPECT_TRUE(tour.rect().contains(tour.callout())) << tour.shownTitle().toStdString();
        titles << tour.shownTitle();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
    }
    EXPECT_EQ(titles.removeDuplicates(), 0);
    EXPECT_FALSE(tour.isVisible());
    EXPECT_TRUE(m_settings->tourSeen());
    m_window->help().offerTour();
    EXPECT_FALSE(tour.isVisible()) << "seen once, not offered again";
}

TEST_F(Help, TheTourCanBeEndedAtOnce)
{
    m_window->help().offerTour();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    EXPECT_FALSE(m_window->help().tour().isVisible());
    EXPECT_TRUE(m_settings->tourSeen());
}

TEST_F(Help, TablesAreCopiedWithTheirHeadings)
{
    QStandardItemModel model(2, 2);
    model.setHorizontalHeaderLabels({QStringLiteral("Name"), QStringLiteral("Time")});
    for (int row = 0; row < 2; ++row) {
        model.setData(model.index(row, 0), QStringLiteral("row\t%1").arg(row));
        model.setData(model.index(row, 1), QStringLiteral("%1 ms").arg(row));
    }
    model.setData(model.index(1, 1), QStringLiteral("0.001"), kCopyRole);
    QTableView view;
    view.setModel(&model);
    view.show();
    view.setFocus();
    QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
    EXPECT_EQ(QApplication::clipboard()->text(), QStringLiteral("Name\tTime\nrow 0\t0 ms\nrow 1\t0.001\n"));
    view.selectRow(1);
    view.hideColumn(0);
    QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
    EXPECT_EQ(QApplication::clipboard()->text(), QStringLiteral("Time\n0.001\n"));
}

TEST_F(Help, TheStatusLineShowsWorkAndCancelsIt)
{
    bool cancelled = false;
    QToolButton* cancel = m_window->findChild<QToolButton*>(QStringLiteral("cancelTask"));
    ASSERT_TRUE(cancel);
    EXPECT_FALSE(cancel->isVisible());
    m_window->tasks().set({QStringLiteral("test"), QStringLiteral("Weighing"), 0.5, [&] { cancelled = true; }});
    EXPECT_EQ(status()->text(), QStringLiteral("Weighing"));
    ASSERT_TRUE(cancel->isVisible());
    QTest::keyClick(cancel, Qt::Key_Space);
    EXPECT_TRUE(cancelled);
    m_window->tasks().clear(QStringLiteral("test"));
    EXPECT_FALSE(cancel->isVisible());
    EXPECT_NE(status()->text(), QStringLiteral("Weighing"));
}

TEST_F(Help, AScreenReaderReadsACardWithItsVerdict)
{
    QAccessibleInterface* board = QAccessible::queryAccessibleInterface(&m_window->board().view());
    ASSERT_TRUE(board);
    EXPECT_EQ(board->role(), QAccessible::List);
    ASSERT_GT(board->childCount(), 20);
    int spoken = 0;
    for (int i = 0; i < board->childCount(); ++i) {
        QAccessibleInterface* item = board->child(i);
        ASSERT_TRUE(item);
        const QString text = item->text(QAccessible::Name);
        const QModelIndex index = m_window->board().view().model()->index(i, 0);
        EXPECT_TRUE(text.contains(index.data().toString())) << text.toStdString();
        for (const char* verdict : {"fits", "does not fit", "cannot"})
            if (text.contains(QLatin1String(verdict))) {
                ++spoken;
                break;
            }
    }
    EXPECT_EQ(spoken, board->childCount());
}

TEST_F(Help, TheWindowRemembersWhatItShowedAndForgetsOnRequest)
{
    auto* details = m_window->findChild<QDockWidget*>(QStringLiteral("detailsDock"));
    details->hide();
    m_window->close();
    m_window = std::make_unique<MainWindow>(*m_workspace, *m_settings, *m_theme, *m_language);
    m_window->show();
    settle();
    details = m_window->findChild<QDockWidget*>(QStringLiteral("detailsDock"));
    EXPECT_FALSE(details->isVisible());
    m_window->resetLayout();
    EXPECT_TRUE(details->isVisible());
}

} // namespace
} // namespace tenbin
