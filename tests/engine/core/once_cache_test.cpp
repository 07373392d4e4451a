// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/once_cache.h"

#include <atomic>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace tenbin {
namespace {

using Cache = OnceCache<int, std::string>;

std::string valueOf(int key) { return "value " + std::to_string(key); }

/// Asks for `key` and counts in `made` whether it had to be made.
std::string ask(Cache& cache, int key, int& made)
{
    return cache.get(key, [&] {
        ++made;
        return valueOf(key);
    });
}

TEST(OnceCache, MakesAValueOnce)
{
    Cache cache(10);
    int made = 0;
    EXPECT_EQ(cache.find(1), std::nullopt);
    EXPECT_EQ(ask(cache, 1, made), "value 1");
    EXPECT_EQ(ask(cache, 1, made), "value 1");
    EXPECT_EQ(made, 1);
    EXPECT_EQ(cache.find(1), "value 1");
    EXPECT_EQ(cache.size(), 1u);
}

TEST(OnceCache, ForgetsWhatWasAskedForLongestAgo)
{
    Cache cache(3);
    int made = 0;
    for (const int key : {1, 2, 3})
        ask(cache, key, made);
    ask(cache, 1, made);        // now 2 is the oldest
    EXPECT_TRUE(cache.find(2)); // and now 3
    EXPECT_EQ(ask(cache, 4, made), "value 4");
    EXPECT_EQ(cache.size(), 3u);
    EXPECT_FALSE(cache.find(3));
    EXPECT_TRUE(cache.find(1) && cache.find(2) && cache.find(4));
    EXPECT_EQ(made, 4);
}

TEST(OnceCache, ThreadsThatAskTheSameWaitForOneComputation)
{
    Cache cache(100);
    constexpr int kKeys = 20, kThreads = 4;
    std::vector<std::atomic<int>> made(kKeys);
    std::atomic<int> begun{0};
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < kThreads; ++t)
            threads.emplace_back([&] {
                ++begun;
                while (begun < kThreads)
                    std::this_thread::yield();
                for (int key = 0; key < kKeys; ++key)
                    EXPECT_EQ(cache.get(key,
                                        [&] {
                                            ++made[static_cast<std::size_t>(key)];
                                            std::this_thread::yield();
                                            return valueOf(key);
                                        }),
                              valueOf(key));
            });
    }
    for (const std::atomic<int>& times : made)
        EXPECT_EQ(times, 1);
}

TEST(OnceCache, StaysBoundedWhileManyThreadsAsk)
{
    Cache cache(5);
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&cache, t] {
            for (int i = 0; i < 500; ++i) {
                const int key = (i * (t + 1)) % 23;
                EXPECT_EQ(cache.get(key, [&] { return valueOf(key); }), valueOf(key));
                EXPECT_LE(cache.size(), 5u);
            }
        });
}

TEST(OnceCache, AFailureGoesToWhoeverMadeItAndTheNextTriesAgain)
{
    Cache cache(10);
    std::atomic<bool> waiting{false};
    std::string heard;
    std::jthread waiter;
    const auto failing = [&]() -> std::string {
        waiter = std::jthread([&] {
            waiting = true;
            heard = cache.get(1, [] { return std::string("second"); });
        });
        while (!waiting)
            std::this_thread::yield();
        throw std::runtime_error("first");
    };
    EXPECT_THROW(cache.get(1, failing), std::runtime_error);
    waiter.join();
    EXPECT_EQ(heard, "second");
    EXPECT_EQ(cache.find(1), "second");
}

} // namespace
} // namespace tenbin
