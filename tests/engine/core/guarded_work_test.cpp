// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/guarded_work.h"

#include <csignal>
#include <cstdlib>
#include <stdexcept>
#include <thread>
#include <vector>

#include <gtest/gtest.h>
#include <unistd.h>

namespace tenbin {
namespace {

TEST(GuardedWork, GivesWhatTheWorkGives)
{
    const std::string large(1 << 20, 'x');
    EXPECT_EQ(guardedWork([&] { return large + "y"; }, {}), large + "y");
    EXPECT_EQ(guardedWork([] { return std::string(); }, {}), std::string());
}

TEST(GuardedWork, ACrashIsNoResult)
{
    for (const int signal : {SIGSEGV, SIGABRT, SIGFPE, SIGBUS})
        EXPECT_EQ(guardedWork([=] { return std::to_string(std::raise(signal)); }, {}), std::nullopt);
    EXPECT_EQ(guardedWork([]() -> std::string { throw std::runtime_error("x"); }, {}), std::nullopt);
    EXPECT_EQ(guardedWork([]() -> std::string { std::_Exit(0); }, {}),
              std::string()); // the reader must say it is whole
}

TEST(GuardedWork, ALoopEnds)
{
    const auto endless = []() -> std::string {
        volatile unsigned i = 0;
        while (true)
            i = i + 1;
    };
    EXPECT_EQ(guardedWork(endless, {.cpuTime = std::chrono::milliseconds(50)}), std::nullopt);
}

TEST(GuardedWork, GrowthEnds)
{
    const auto grow = [] {
        std::string all;
        for (int i = 0; i < 1000; ++i)
            all.append(1 << 20, 'x');
        return all;
    };
    EXPECT_EQ(guardedWork(grow, {.cpuTime = std::chrono::seconds(20), .memory = 64 << 20}), std::nullopt);
    EXPECT_EQ(guardedWork([] { return std::string(1000, 'x'); }, {.result = 999}), std::nullopt);
}

TEST(GuardedWork, WaitingForEverEnds)
{
    const auto wait = [] {
        while (true)
            ::pause();
        return std::string();
    };
    EXPECT_EQ(guardedWork(wait, {.silence = std::chrono::seconds(1)}), std::nullopt);
    EXPECT_EQ(guardedWork([] { return std::string("on"); }, {}), "on");
}

TEST(GuardedWork, FromSeveralThreads)
{
    std::vector<std::thread> threads;
    std::vector<std::optional<std::string>> results(8);
    for (std::size_t i = 0; i < results.size(); ++i)
        threads.emplace_back([&, i] { results[i] = guardedWork([i] { return std::to_string(i); }, {}); });
    for (std::thread& thread : threads)
        thread.join();
    for (std::size_t i = 0; i < results.size(); ++i)
        EXPECT_EQ(results[i], std::to_string(i));
}

} // namespace
} // namespace tenbin
