// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/job.h"

#include <atomic>
#include <new>
#include <thread>

#include <QtTest/QTest>
#include <gtest/gtest.h>

namespace tenbin {
namespace {

using namespace std::chrono_literals;

TEST(Job, TheNewestRequestWins)
{
    Job<int> job;
    std::vector<int> results;
    for (int i = 1; i <= 3; ++i)
        job.start(
            [i](std::stop_token) {
                std::this_thread::sleep_for(5ms);
                return i;
            },
            [&](int r) { results.push_back(r); });
    ASSERT_TRUE(QTest::qWaitFor([&] { return !job.running(); }));
    QTest::qWait(30);
    EXPECT_EQ(results, std::vector<int>{3});
}

TEST(Job, StoppingReachesTheWork)
{
    Job<int> job;
    std::atomic<bool> stopped = false;
    bool done = false;
    job.start(
        [&](std::stop_token stop) {
            while (!stop.stop_requested())
                std::this_thread::sleep_for(1ms);
            stopped = true;
            return 0;
        },
        [&](int) { done = true; });
    job.stop();
    ASSERT_TRUE(QTest::qWaitFor([&] { return stopped.load(); }) || !job.running());
    QTest::qWait(20);
    EXPECT_FALSE(done);
    EXPECT_FALSE(job.running());
}

TEST(Job, TheDestructorJoins)
{
    std::atomic<bool> finished = false;
    {
        Job<int> job;
        std::atomic<bool> started = false;
        job.start(
            [&](std::stop_token stop) {
                started = true;
                while (!stop.stop_requested())
                    std::this_thread::sleep_for(1ms);
                finished = true;
                return 0;
            },
            [](int) {});
        while (!started)
            std::this_thread::sleep_for(1ms);
    }
    EXPECT_TRUE(finished);
}

TEST(Job, AnExceptionEndsTheJobWithoutAResult)
{
    Job<int> job;
    bool done = false;
    job.start([](std::stop_token) -> int { throw std::bad_alloc(); }, [&](int) { done = true; });
    ASSERT_TRUE(QTest::qWaitFor([&] { return !job.running(); }));
    EXPECT_FALSE(done);
}

TEST(Job, DoneMayStartTheNextOne)
{
    Job<int> job;
    int last = 0;
    job.start([](std::stop_token) { return 1; },
              [&](int) { job.start([](std::stop_token) { return 2; }, [&](int r) { last = r; }); });
    ASSERT_TRUE(QTest::qWaitFor([&] { return last == 2; }));
}

} // namespace
} // namespace tenbin
