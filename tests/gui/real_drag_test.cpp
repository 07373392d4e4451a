// SPDX-License-Identifier: GPL-3.0-or-later
// A drag with the pointer, from the shelf to a card, through the window system's
// own drag loop. exec() blocks, so moves and release are queued beforehand.
#include <QGuiApplication>
#include <QTimer>
#include <QtTest/QTest>

#include "gui/app/workspace.h"
#include "gui/board/board_page.h"
#include "gui/board/board_view.h"
#include "gui/items/board_model.h"
#include "gui/shelf/shelf_panel.h"
#include "gui/shelf/shelf_view.h"
#include "gui/window/main_window.h"
#include "tests/gui/window_fixture.h"

namespace tenbin {
namespace {

class RealDrag : public WindowFixture {
protected:
    /// Presses on a network of the shelf, moves over `end` (of the board's viewport), then releases or escapes.
    void dragTo(const std::string& network, QPoint end, bool escape)
    {
        ASSERT_TRUE(QTest::qWaitForWindowExposed(m_window.get()));
        ShelfPanel& shelf = m_window->shelf();
        shelf.select(network);
        shelf.view().scrollTo(shelf.view().currentIndex());
        QWidget* source = shelf.view().viewport();
        QWidget* target = boardViewport();
        const QPoint start = shelf.view().visualRect(shelf.view().currentIndex()).center();

        QObject context;
        QWindow* window = m_window->windowHandle();
        const auto inWindow = [&](QPoint p) { return target->mapTo(m_window.get(), p); };
        for (int step = 1; step <= 8; ++step)
            QTimer::singleShot(40 * step, &context,
                               [=] { QTest::mouseMove(window, inWindow(end + QPoint(8 - step, 0))); });
        QTimer::singleShot(250, &context, [this] { m_previewSeen = !m_workspace->previewedNetwork().empty(); });
        bool released = false;
        QTimer::singleShot(500, &context, [=, &released] {
            if (escape)
                QTest::keyClick(window, Qt::Key_Escape);
            QTest::mouseRelease(window, Qt::LeftButton, Qt::NoModifier, inWindow(end));
            released = true;
        });
        QTest::mousePress(source, Qt::LeftButton, Qt::NoModifier, start);
        QTest::mouseMove(source, start + QPoint(4, 2));
        QTest::mouseMove(source, start + QPoint(40, 6));
        ASSERT_TRUE(QTest::qWaitFor([&] { return released; }, 60'000));
        settle();
    }
    bool m_previewSeen = false;
};

TEST_F(RealDrag, FromTheShelfToACard)
{
    ASSERT_EQ(QGuiApplication::platformName(), QStringLiteral("xcb"));
    dragTo("zoo:mlperf_kws", cardCentre("imx500"), false);
    EXPECT_TRUE(m_previewSeen);
    EXPECT_EQ(m_workspace->networkOn("imx500"), "zoo:mlperf_kws");
    EXPECT_EQ(m_workspace->networkOn("ndp120"), kSmall);
    EXPECT_EQ(card("imx500").state, Card::State::answered);
    EXPECT_TRUE(m_workspace->previewedNetwork().empty());
}

TEST_F(RealDrag, EscapeLeavesEverythingAsItWas)
{
    dragTo("zoo:mlperf_kws", cardCentre("imx500"), true);
    EXPECT_EQ(m_workspace->networkOn("imx500"), kSmall);
    EXPECT_TRUE(m_workspace->previewedNetwork().empty());
}

} // namespace
} // namespace tenbin
