// SPDX-License-Identifier: GPL-3.0-or-later
// Blocks that are handed out whole, by hand from TVM's rules.
#include "engine/memory/storage_tokens.h"

#include <random>

#include <gtest/gtest.h>

namespace tenbin {
namespace {

BufferRequest buffer(std::int64_t size, std::uint32_t first, std::uint32_t last,
                     BufferRole role = BufferRole::activation)
{
    return {TensorId{}, role, Bytes(size), first, last, 0};
}

TEST(StorageTokens, AFreedBlockIsTakenWholeByWhatFits)
{
    // The third buffer fits the block of the first, the fourth widens that of the second.
    const MemoryPlan plan =
        planStorageTokens({buffer(160, 0, 1), buffer(64, 1, 2), buffer(96, 2, 3), buffer(80, 3, 4)}, Bytes(16));
    EXPECT_EQ(plan.placements[2].offset, plan.placements[0].offset);
    EXPECT_EQ(plan.placements[3].offset, plan.placements[1].offset);
    EXPECT_EQ(plan.peak(0), Bytes(160 + 80));
}

TEST(StorageTokens, ABlockOverSixteenTimesTheSizeIsLeftAlone)
{
    const MemoryPlan plan = planStorageTokens({buffer(3200, 0, 0), buffer(16, 1, 1)}, Bytes(16));
    EXPECT_EQ(plan.peak(0), Bytes(3216));
    EXPECT_EQ(planStorageTokens({buffer(3200, 0, 0), buffer(208, 1, 1)}, Bytes(16)).peak(0), Bytes(3200));
}

TEST(StorageTokens, WorkingMemoryLiesAboveAllBlocks)
{
    const MemoryPlan plan = planStorageTokens(
        {buffer(32, 0, 1), buffer(100, 0, 0, BufferRole::scratch), buffer(50, 1, 1, BufferRole::scratch)}, Bytes(16));
    EXPECT_EQ(plan.placements[1].offset, Bytes(32));
    EXPECT_EQ(plan.placements[2].offset, Bytes(32));
    EXPECT_EQ(plan.peak(0), Bytes(32 + 112));
}

TEST(StorageTokens, NothingAliveSharesAddresses)
{
    std::mt19937 random(7);
    std::vector<BufferRequest> requests;
    for (int i = 0; i < 200; ++i) {
        const auto first = static_cast<std::uint32_t>(random() % 60);
        requests.push_back(buffer(static_cast<std::int64_t>(random() % 5000), first,
                                  first + static_cast<std::uint32_t>(random() % 8)));
    }
    const MemoryPlan plan = planStorageTokens(requests, Bytes(16));
    for (const Placement& a : plan.placements)
        for (const Placement& b : plan.placements) {
            const bool meet = a.buffer.first <= b.buffer.last && b.buffer.first <= a.buffer.last;
            const bool overlap = a.offset < b.end() && b.offset < a.end();
            EXPECT_FALSE(&a != &b && meet && overlap);
        }
}

} // namespace
} // namespace tenbin
