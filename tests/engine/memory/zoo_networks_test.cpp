// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "engine/memory/arena_planner.h"
#include "engine/memory/liveness.h"
#include "engine/memory/patch_inference.h"
#include "engine/zoo/zoo.h"

namespace tenbin {
namespace {

TEST(ZooMemory, PersonDetectArenaHead)
{
    // TFLM paper (arXiv:2010.08678): 55.30 kB of non-persistent memory.
    const auto graph = buildNetwork("person_detect");
    ASSERT_TRUE(graph.has_value());
    EXPECT_EQ(planGreedyBySize(liveRanges(**graph)).peak(0), Bytes(55296));
}

TEST(ZooMemory, MobilenetV2PatchesAsPublished)
{
    // MCUNetV2 (arXiv:2110.15352): split behind four blocks, 4x4 patches of side 75, +42 %, 1372 to 172 kB.
    const auto network = buildNetwork("mobilenet_v2");
    ASSERT_TRUE(network.has_value());
    const Graph& graph = **network;
    std::uint32_t split = 0;
    while (toNhwc(graph.output(graph.operators()[split]).shape) != Nhwc{1, 28, 28, 32})
        ++split;
    const auto stage = patchStage(graph, split, 4, {}, true);
    ASSERT_TRUE(stage.has_value());
    EXPECT_EQ(stage->patchSide, 75);
    EXPECT_NEAR(stage->stageOverhead(), 0.419, 0.0005);
    EXPECT_EQ(stage->peak(), Bytes(28 * 28 * (32 + 192)));
    const auto whole = patchStage(graph, split, 1, {}, true);
    ASSERT_TRUE(whole.has_value());
    EXPECT_EQ(whole->stagePeak - Bytes(28 * 28 * 32), Bytes(1404928));
    EXPECT_EQ(peakLiveBytes(liveRanges(graph)).bytes, Bytes(112 * 112 * 96 + 56 * 56 * 96)) << "nothing in place";
}

} // namespace
} // namespace tenbin
