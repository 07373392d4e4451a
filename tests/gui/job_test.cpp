// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/job.h"

#include <atomic>
#include <memory>
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
    EXPECT_EQ(results, std::vector<int>{3});
}

TEST(Job, StoppingReachesTheWork)
{
    Job<int> job;
    std::atomic<bool> begun = false;
    std::atomic<bool> stopped = false;
    bool done = false;
    job.start(
        [&](std::stop_token stop) {
            begun = true;
            while (!stop.stop_requested())
                std::this_thread::sleep_for(1ms);
            stopped = true;
            return 0;
        },
        [&](int) { done = true; });
    ASSERT_TRUE(QTest::qWaitFor([&] { return begun.load(); })) << "what was stopped before it began is never begun";
    job.stop();
    EXPECT_FALSE(job.running());
    bool next = false;
    job.start([](std::stop_token) { return 0; }, [&](int) { next = true; });
    ASSERT_TRUE(QTest::qWaitFor([&] { return next; }));
    EXPECT_TRUE(stopped) << "one after the other";
    EXPECT_FALSE(done) << "it would have come first";
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

TEST(Job, DoneMayDestroyTheJob)
{
    auto job = std::make_unique<Job<int>>();
    int result = 0;
    job->start([](std::stop_token) { return 7; },
               [&](int r) {
                   result = r;
                   job.reset();
               });
    ASSERT_TRUE(QTest::qWaitFor([&] { return result == 7; }));
    EXPECT_EQ(job, nullptr);
}

TEST(Job, WhatTheWorkHoldsIsGivenBackBeforeItsResultArrives)
{
    Job<int> job;
    auto held = std::make_shared<int>(1);
    const std::weak_ptr<int> seen = held;
    bool gone = false, done = false;
    job.start([held = std::move(held)](std::stop_token) { return *held; },
              [&](int) {
                  gone = seen.expired();
                  done = true;
              });
    ASSERT_TRUE(QTest::qWaitFor([&] { return done; }));
    EXPECT_TRUE(gone);
}

/// Started again and again from the event loop while the work before it ends: nothing is lost, nothing comes twice.
TEST(Job, EveryNewestRequestOfManyArrives)
{
    Job<int> job;
    int last = 0, results = 0;
    for (int i = 1; i <= 200; ++i) {
        job.start([i](std::stop_token) { return i; },
                  [&](int r) {
                      last = r;
                      ++results;
                  });
        if (i % 3 == 0) {
            const int before = results;
            ASSERT_TRUE(QTest::qWaitFor([&] { return !job.running(); }));
            ASSERT_EQ(last, i);
            ASSERT_EQ(results, before + 1);
        }
    }
}

} // namespace
} // namespace tenbin
