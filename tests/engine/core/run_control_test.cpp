// SPDX-License-Identifier: GPL-3.0-or-later
#include <atomic>
#include <chrono>
#include <thread>

#include <gtest/gtest.h>

#include "engine/core/run_control.h"

namespace tenbin {
namespace {

using namespace std::chrono_literals;

/// A worker that counts its pieces until it is told to stop.
class Worker {
public:
    explicit Worker(const RunControl& control)
        : m_thread([this, &control] {
              while (control.goOn())
                  ++m_pieces;
              m_ended = true;
          })
    {
    }

    int pieces() const { return m_pieces; }
    bool ended() const { return m_ended; }
    void waitForMore() const
    {
        for (const int before = m_pieces; m_pieces == before;)
            std::this_thread::sleep_for(1ms);
    }
    void join() { m_thread.join(); }

private:
    std::atomic<int> m_pieces = 0;
    std::atomic<bool> m_ended = false;
    std::jthread m_thread;
};

TEST(RunControl, APausedWorkerWaitsAndGoesOn)
{
    RunControl control;
    Worker worker(control);
    worker.waitForMore();
    control.pause();
    const int atPause = worker.pieces();
    std::this_thread::sleep_for(50ms);
    EXPECT_LE(worker.pieces(), atPause + 1) << "what was in hand when it paused";
    EXPECT_FALSE(worker.ended());
    control.resume();
    worker.waitForMore();
    control.stop();
    worker.join();
    EXPECT_TRUE(worker.ended());
}

TEST(RunControl, StopEndsAPauseAndNothingBeginsAgain)
{
    RunControl control;
    control.pause();
    Worker worker(control);
    std::this_thread::sleep_for(20ms);
    EXPECT_EQ(worker.pieces(), 0);
    control.stop();
    worker.join();
    EXPECT_TRUE(control.stopped());
    control.resume();
    EXPECT_FALSE(control.goOn());
    control.pause();
    EXPECT_FALSE(control.goOn()) << "whoever asks after the end must not wait for ever";
}

TEST(RunControl, APauseIsNoWork)
{
    RunControl control;
    std::this_thread::sleep_for(5ms);
    control.pause();
    control.pause();
    const auto before = control.workTime();
    EXPECT_GE(before, 5ms);
    std::this_thread::sleep_for(30ms);
    EXPECT_EQ(control.workTime(), before);
    const auto paused = std::chrono::steady_clock::now();
    control.resume();
    control.resume();
    std::this_thread::sleep_for(5ms);
    EXPECT_GE(control.workTime(), before + 5ms);
    EXPECT_LE(control.workTime() - before, std::chrono::steady_clock::now() - paused) << "only what came after it";
}

} // namespace
} // namespace tenbin
