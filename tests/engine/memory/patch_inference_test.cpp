// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/memory/patch_inference.h"

#include <gmock/gmock.h>

#include "engine/graph/analysis.h"
#include "tests/support/known_networks.h"

namespace tenbin {
namespace {

using test::mobilenetV2;
using test::NetworkSketch;
using Mobilenet = test::MobilenetV2;

TEST(PatchInference, MobilenetV2AsPublished)
{
    // MCUNetV2 (arXiv:2110.15352), 4x4 patches over the stem and four blocks: patch side 75, +42 %, 1372 to 172 kB.
    const Mobilenet net = mobilenetV2(224);
    const auto stage = patchStage(*net.graph, net.block4, 4, {}, true);
    ASSERT_TRUE(stage);
    EXPECT_EQ(stage->patchSide, 75);
    EXPECT_NEAR(stage->stageMacs.toDouble(), 91.28e6, 0.005e6);
    EXPECT_NEAR(stage->patchedMacs.toDouble(), 129.52e6, 0.005e6);
    EXPECT_NEAR(stage->stageOverhead(), 0.419, 0.0005);
    EXPECT_EQ(stage->restPeak, Bytes(28 * 28 * (32 + 192)));
    EXPECT_EQ(stage->stagePeak, Bytes(28 * 28 * 32 + 35 * 35 * (16 + 96)));
    EXPECT_NEAR(stage->stagePeak / kibibytes(1), 158.5, 0.05);
    EXPECT_EQ(stage->peak(), stage->restPeak);
    EXPECT_EQ(stage->macFactor.size(), net.block4 + 1);
}

TEST(PatchInference, OnePatchIsTheWholeNetwork)
{
    const Mobilenet net = mobilenetV2(224);
    const auto stage = patchStage(*net.graph, net.block4, 1, {}, true);
    ASSERT_TRUE(stage);
    EXPECT_EQ(stage->patchSide, 224);
    EXPECT_EQ(stage->patchedMacs, stage->stageMacs);
    for (const double factor : stage->macFactor)
        EXPECT_DOUBLE_EQ(factor, 1.0);
    // Layer by layer with depthwise in place: 112x112x(16+96), which the paper prints as 1372 kB.
    EXPECT_EQ(stage->stagePeak - Bytes(28 * 28 * 32), Bytes(1404928));
}

TEST(PatchInference, WithoutInPlaceDepthwiseInputAndOutputCount)
{
    const Mobilenet net = mobilenetV2(224);
    const auto stage = patchStage(*net.graph, net.block4, 1, {}, false);
    ASSERT_TRUE(stage);
    EXPECT_EQ(stage->stagePeak - Bytes(28 * 28 * 32), Bytes(112 * 112 * 96 + 56 * 56 * 96));
}

TEST(PatchInference, BestStageIsNoWorseThanAnyStage)
{
    const Mobilenet net = mobilenetV2(224);
    const auto best = bestPatchStage(*net.graph, 4, {}, true);
    ASSERT_TRUE(best);
    for (std::uint32_t last = 0; last < net.graph->operators().size(); ++last)
        if (const auto stage = patchStage(*net.graph, last, 4, {}, true)) {
            EXPECT_LE(best->peak(), stage->peak()) << "operator " << last;
        }
    EXPECT_LE(best->peak(), kibibytes(172));
}

TEST(PatchInference, MorePatchesNeedLessMemoryAndMoreWork)
{
    const Mobilenet net = mobilenetV2(224);
    Bytes peak = mebibytes(100);
    Macs work(0);
    for (const int patches : {1, 2, 4, 7}) {
        const auto stage = patchStage(*net.graph, net.block4, patches, {}, true);
        ASSERT_TRUE(stage);
        EXPECT_LT(stage->stagePeak, peak);
        EXPECT_GT(stage->patchedMacs, work);
        peak = stage->stagePeak;
        work = stage->patchedMacs;
    }
}

TEST(PatchInference, RefusesWhatCannotBeCut)
{
    NetworkSketch net;
    const TensorId a = net.conv(net.input({1, 16, 16, 3}), 8, 3, 2);
    const TensorId b = net.conv(a, 8);
    const TensorId sum = net.add(a, b);
    const TensorId pooled = net.averagePool(sum, 8);
    const auto graph = net.finish(net.fullyConnected(pooled, 10));
    EXPECT_TRUE(patchStage(*graph, 0, 2, {}, false));
    EXPECT_FALSE(patchStage(*graph, 1, 2, {}, false)) << "the first map is read again behind the stage";
    EXPECT_TRUE(patchStage(*graph, 2, 2, {}, false));
    EXPECT_FALSE(patchStage(*graph, 2, 9, {}, false)) << "more patches than pixels";
    EXPECT_FALSE(patchStage(*graph, 3, 1, {}, false)) << "global pooling needs the whole map";
    EXPECT_FALSE(patchStage(*graph, 4, 2, {}, false));
    EXPECT_FALSE(patchStage(*graph, 99, 2, {}, false));
    EXPECT_FALSE(patchStage(*graph, 0, 0, {}, false));
}

TEST(PatchInference, SizerCountsBits)
{
    const Mobilenet net = mobilenetV2(96);
    const auto int8 = patchStage(*net.graph, net.block4, 2, {}, true);
    const auto int16 = patchStage(
        *net.graph, net.block4, 2, [](const Tensor& t) { return t.sizeBytesAt(16); }, true);
    ASSERT_TRUE(int8 && int16);
    EXPECT_EQ(int16->restPeak, int8->restPeak * 2);
    EXPECT_EQ(int16->stagePeak, int8->stagePeak * 2);
}

} // namespace
} // namespace tenbin
