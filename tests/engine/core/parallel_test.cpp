// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/parallel.h"

#include <atomic>
#include <vector>

#include <gtest/gtest.h>

namespace tenbin {
namespace {

TEST(ThreadTeam, DoesEveryPieceOnceAndWaits)
{
    for (const int threads : {0, 1, 3}) {
        ThreadTeam team(threads);
        for (const std::size_t count : {std::size_t{0}, std::size_t{1}, std::size_t{1000}}) {
            std::vector<std::atomic<int>> done(count);
            team.forEach(count, [&](std::size_t i) { ++done[i]; });
            for (const std::atomic<int>& times : done)
                EXPECT_EQ(times, 1);
        }
    }
}

TEST(ParallelFor, NestsWithoutWaitingForever)
{
    std::atomic<int> done{0};
    parallelFor(4, 2, [&](std::size_t) { parallelFor(8, 2, [&](std::size_t) { ++done; }); });
    EXPECT_EQ(done, 32);
}

TEST(OrderedPipeline, ConsumesInOrderAndKeepsToItsWindow)
{
    for (const int threads : {1, 4}) {
        constexpr std::size_t kWindow = 3;
        std::atomic<std::size_t> consumed{0};
        std::vector<std::size_t> order;
        const auto work = [&](std::size_t i) {
            EXPECT_LT(i, consumed + kWindow);
            return true;
        };
        const auto consume = [&](std::size_t i) {
            order.push_back(i);
            ++consumed;
            return true;
        };
        orderedPipeline(200, threads, kWindow, work, consume);
        ASSERT_EQ(order.size(), 200u);
        for (std::size_t i = 0; i < order.size(); ++i)
            EXPECT_EQ(order[i], i);
    }
}

TEST(OrderedPipeline, NothingIsConsumedAfterTheFirstFalse)
{
    for (const int threads : {1, 4}) {
        std::size_t consumed = 0;
        const auto count = [&](std::size_t) {
            ++consumed;
            return true;
        };
        orderedPipeline(
            100, threads, 8, [](std::size_t i) { return i != 20; }, count);
        EXPECT_EQ(consumed, 20u) << "work said so";
        consumed = 0;
        orderedPipeline(
            100, threads, 8, [](std::size_t) { return true; }, [&](std::size_t) { return ++consumed < 30; });
        EXPECT_EQ(consumed, 30u) << "consume said so";
    }
}

} // namespace
} // namespace tenbin
