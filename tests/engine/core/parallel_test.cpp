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

} // namespace
} // namespace tenbin
