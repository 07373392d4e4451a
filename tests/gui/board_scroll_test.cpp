// SPDX-License-Identifier: GPL-3.0-or-later
// What is on the screen after the board scrolled is what a fresh drawing would show.
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QScreen>
#include <QScrollBar>
#include <QWheelEvent>
#include <QtTest/QTest>

#include "gui/app/workspace.h"
#include "gui/board/board_page.h"
#include "gui/board/board_view.h"
#include "gui/items/board_model.h"
#include "gui/window/main_window.h"
#include "tests/gui/paint_watch.h"
#include "tests/gui/window_fixture.h"

namespace tenbin {
namespace {

class BoardScroll : public WindowFixture {
protected:
    BoardView& view() { return m_window->board().view(); }

    /// What the window system shows of the board: the pixels that paint events left, nothing drawn anew.
    QImage shown()
    {
        settle();
        waitForPaint(*m_window);
        const QRect board(view().viewport()->mapTo(m_window.get(), QPoint()), view().viewport()->size());
        return m_window->screen()->grabWindow(m_window->winId()).toImage().copy(board);
    }
    QImage fresh()
    {
        view().viewport()->update();
        return shown();
    }
    void expectScrolledAndFresh(int before, const char* by)
    {
        EXPECT_NE(view().verticalScrollBar()->value(), before) << by;
        const QImage seen = shown();
        EXPECT_EQ(seen, fresh()) << by;
    }
    void wheel(int steps)
    {
        const QPointF at = view().viewport()->rect().center();
        QWheelEvent event(at, view().viewport()->mapToGlobal(at), QPoint(), QPoint(0, 120 * steps), Qt::NoButton,
                          Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(view().viewport(), &event);
    }
};

TEST_F(BoardScroll, WhatIsSeenIsWhatIsThere)
{
    m_window->show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(m_window.get()));
    QScrollBar& bar = *view().verticalScrollBar();
    ASSERT_GT(bar.maximum(), 600);
    ASSERT_FALSE(shown().isNull());

    wheel(-3);
    expectScrolledAndFresh(0, "wheel");
    int before = bar.value();
    bar.setValue(bar.maximum() / 2);
    expectScrolledAndFresh(before, "scroll bar");
    before = bar.value();
    view().setFocus();
    QTest::keyClick(&view(), Qt::Key_End);
    expectScrolledAndFresh(before, "key");
    before = bar.value();
    m_workspace->setSelectedTarget(
        m_window->board().filter().index(0, 0).data(BoardModel::TargetRole).toString().toStdString());
    expectScrolledAndFresh(before, "selection");
}

TEST_F(BoardScroll, CountsFollowTheFilterAndEscapeClearsIt)
{
    BoardPage& board = m_window->board();
    auto* search = board.findChild<QLineEdit*>(QStringLiteral("search"));
    ASSERT_NE(search, nullptr);
    const int all = board.filter().rowCount();
    m_window->show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(m_window.get()));
    search->setFocus();
    search->setText(QStringLiteral("imx500"));
    const int found = board.filter().rowCount();
    ASSERT_GT(found, 0);
    ASSERT_LT(found, all);
    int counted = board.filter().countNearLimit();
    for (const VerdictKind verdict :
         {VerdictKind::fits, VerdictKind::fitsWithChanges, VerdictKind::doesNotFit, VerdictKind::unknown})
        counted += board.filter().count(verdict);
    EXPECT_EQ(counted, found);
    const auto* title = board.findChild<QLabel*>(QStringLiteral("pageTitle"));
    EXPECT_TRUE(title->toolTip().contains(QString::number(found))) << title->toolTip().toStdString();
    QTest::keyClick(search, Qt::Key_Escape);
    EXPECT_TRUE(search->text().isEmpty());
    EXPECT_EQ(board.filter().rowCount(), all);
}

TEST_F(BoardScroll, ASectionIsWholeAfterAFilter)
{
    BoardFilter& filter = m_window->board().filter();
    const auto order = [&] {
        QStringList names;
        for (int row = 0; row < filter.rowCount(); ++row)
            names << filter.index(row, 0).data(BoardModel::TargetRole).toString();
        return names;
    };
    const QStringList before = order();
    for (const char* text : {"u65", "", "esp32", "rp", ""})
        filter.setText(QLatin1String(text));
    EXPECT_EQ(order(), before);
}

TEST_F(BoardScroll, ALongNameLeavesRoomForTheNumberOfTargets)
{
    const QString path = writeModel("resnet8", QString(150, u'w') + QStringLiteral("_can_hold_whole.tflite"));
    m_window->resize(1280, 800);
    m_window->show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(m_window.get()));
    m_workspace->openFiles({path}, {OpenDestination::Kind::board, {}});
    settle();
    const auto* title = m_window->board().findChild<QLabel*>(QStringLiteral("pageTitle"));
    const QString all = QString::number(m_workspace->targets().targets.size()) + QStringLiteral(" targets");
    EXPECT_TRUE(title->toolTip().contains(QStringLiteral("can_hold_whole.tflite")));
    EXPECT_FALSE(title->text().contains(QStringLiteral("can_hold_whole.tflite"))) << title->text().toStdString();
    EXPECT_TRUE(title->text().endsWith(all)) << title->text().toStdString();
}

} // namespace
} // namespace tenbin
