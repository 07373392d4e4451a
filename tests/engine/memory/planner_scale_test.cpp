// SPDX-License-Identifier: GPL-3.0-or-later
// What makes plans of thousands of buffers fast changes no plan.
#include <ctime>
#include <random>

#include <gtest/gtest.h>

#include "engine/memory/arena_planner.h"
#include "engine/memory/live_profile.h"
#include "slow_planner.h"

namespace tenbin {
namespace {

struct Mix {
    std::size_t buffers;
    std::uint32_t life; ///< longest, in operators
    std::int64_t sizes; ///< different ones, multiples of 16 bytes; 0 bytes among them
};

std::vector<BufferRequest> requestsOf(const Mix& mix, std::uint32_t seed)
{
    std::mt19937 random(seed);
    std::vector<BufferRequest> requests;
    for (std::size_t i = 0; i < mix.buffers; ++i) {
        const auto first = static_cast<std::uint32_t>(random() % mix.buffers);
        requests.push_back({.tensor = {},
                            .role = BufferRole::activation,
                            .size = Bytes(static_cast<std::int64_t>(random()) % mix.sizes * 16),
                            .first = first,
                            .last = first + static_cast<std::uint32_t>(random()) % mix.life,
                            .memory = 0});
    }
    return requests;
}

void expectOffsets(const MemoryPlan& plan, const std::vector<Bytes>& offsets)
{
    ASSERT_EQ(plan.placements.size(), offsets.size());
    for (std::size_t i = 0; i < offsets.size(); ++i)
        ASSERT_EQ(plan.placements[i].offset, offsets[i]) << "buffer " << i;
}

class PlannersAtScale : public testing::TestWithParam<std::uint32_t> {};

TEST_P(PlannersAtScale, GiveThePlansOfTheSlowReference)
{
    // Few neighbours and many: lists and trees.
    for (const Mix& mix : {Mix{60, 8, 40}, Mix{200, 60, 300}, Mix{400, 400, 7}, Mix{500, 500, 2}, Mix{600, 300, 5000},
                           Mix{700, 2, 100}}) {
        SCOPED_TRACE(mix.buffers);
        const std::vector<BufferRequest> requests = requestsOf(mix, GetParam());
        expectOffsets(planGreedyBySize(requests), test::slowGreedyBySize(requests));
        expectOffsets(planHillClimb(requests), test::slowHillClimb(requests));
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds, PlannersAtScale, testing::Range(1u, 9u));

TEST(PlannersAtScale, TwentyThousandBuffersAliveAtOnceTakeAMoment)
{
    const std::vector<BufferRequest> requests = requestsOf({20000, 10000, 3}, 1);
    const std::clock_t start = std::clock();
    const MemoryPlan greedy = planGreedyBySize(requests), climbed = planHillClimb(requests);
    EXPECT_LT(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC, 10.0) << "pairs of them take minutes";
    EXPECT_LE(climbed.peak(0), greedy.peak(0));
    EXPECT_GE(greedy.peak(0), greedy.busiestOperator(0).second);
}

TEST(LiveProfile, FollowsEveryChange)
{
    std::mt19937 random(7);
    for (const std::uint32_t operators : {1u, 2u, 5u, 64u, 100u}) {
        std::vector<Bytes> live(operators);
        for (Bytes& bytes : live)
            bytes = Bytes(static_cast<std::int64_t>(random() % 50));
        LiveProfile profile(live);
        for (int change = 0; change < 200; ++change) {
            const auto a = static_cast<std::uint32_t>(random()) % operators,
                       b = static_cast<std::uint32_t>(random()) % operators;
            const std::uint32_t first = std::min(a, b), last = std::max(a, b);
            const Bytes size(static_cast<std::int64_t>(random() % 100) - 40);
            profile.add(first, last, size);
            for (std::uint32_t i = first; i <= last; ++i)
                live[i] += size;
            const auto most = std::max_element(live.begin(), live.end());
            EXPECT_EQ(profile.peak(), std::pair(static_cast<std::uint32_t>(most - live.begin()), *most));
            EXPECT_EQ(profile.highest(first, last), *std::max_element(live.begin() + first, live.begin() + last + 1));
        }
    }
}

} // namespace
} // namespace tenbin
