// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QEvent>
#include <QMainWindow>
#include <QStatusBar>
#include <QtTest/QTest>
#include <gtest/gtest.h>

namespace tenbin {

/// Notices that a widget was painted.
class PaintWatch final : public QObject {
public:
    bool seen() const { return m_seen; }

protected:
    bool eventFilter(QObject*, QEvent* event) override
    {
        m_seen = m_seen || event->type() == QEvent::Paint;
        return false;
    }

private:
    bool m_seen = false;
};

/// Runs the event loop until the window has painted what is due. All of it is painted at once: what one part has
/// seen has happened to every other.
inline void waitForPaint(QMainWindow& window)
{
    PaintWatch watch;
    window.statusBar()->installEventFilter(&watch);
    window.statusBar()->update();
    ASSERT_TRUE(QTest::qWaitFor([&] { return watch.seen(); }, 60'000));
}

} // namespace tenbin
