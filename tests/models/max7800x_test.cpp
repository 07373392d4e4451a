// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <gtest/gtest.h>

#include "engine/targets/target_file.h"
#include "models/max7800x/memory.h"
#include "models/registry.h"
#include "tests/models/chain_builder.h"

namespace tenbin {
namespace {

Target preset(const std::string& id)
{
    return loadTarget(std::string(TENBIN_SOURCE_DIR "/presets/targets/") + id + ".toml", findSchema).value();
}

Estimate estimated(const Graph& graph, const Target& target, const std::map<std::string, std::string>& options = {})
{
    Configuration configuration;
    for (const auto& [key, value] : options)
        configuration = withOption(target, configuration, key, value).value();
    return estimate(graph, target, configuration).value();
}

bool says(const Estimate& e, ReasonCode code, bool blocks)
{
    return std::any_of(e.reasons.begin(), e.reasons.end(),
                       [&](const Reason& r) { return r.code == code && r.blocks == blocks; });
}

// Networks of the vendor's examples, with the layers of their published descriptions.
Graph mnist()
{
    return ChainBuilder(28, 28, 1).conv(60).pool().conv(60, 3, 2).pool().conv(56).pool().conv(12).dense(10).finish(
        "mnist");
}
Graph cifar10()
{
    return ChainBuilder(32, 32, 3).conv(60).pool().conv(60).pool().conv(56).pool().conv(12).dense(10).finish("cifar10");
}
Graph cifar100Simple()
{
    ChainBuilder chain(32, 32, 3);
    chain.conv(16).conv(20).conv(20).conv(20).pool().conv(20).conv(20).conv(44).pool().conv(48).conv(48);
    chain.pool().conv(96).pool().conv(512, 1, 0).conv(128, 1, 0).pool().conv(128).conv(100, 1, 0);
    return chain.finish("cifar100_simple");
}
Graph kws20(int padding)
{
    ChainBuilder chain(128, 1, 128);
    const auto line = [&](std::int64_t channels, int kernel, int pad) { chain.conv(channels, kernel, pad, 1, true); };
    const auto halve = [&] { chain.pool(2, 2, OperatorKind::maxPool2d, true); };
    line(100, 1, 0);
    line(96, 3, 0);
    halve();
    line(64, 3, padding);
    line(48, 3, 0);
    halve();
    line(64, 3, padding);
    line(96, 3, 0);
    halve();
    line(100, 3, padding);
    halve();
    line(64, padding == 1 ? 6 : 3, padding);
    chain.dense(21);
    return chain.finish("kws20");
}

struct Board {
    const char* name;
    Graph (*network)();
    double milliseconds;
};

class Max78000Boards : public ::testing::TestWithParam<Board> {};

// Console output of the MSDK examples, 50 MHz, quoted in their READMEs.
TEST_P(Max78000Boards, LatencyWithin1Percent)
{
    const Estimate e = estimated(GetParam().network(), preset("max78000"));
    EXPECT_EQ(e.verdict, VerdictKind::fits);
    ASSERT_TRUE(e.latency && e.energy);
    EXPECT_NEAR(e.latency->value.count() * 1e3 / GetParam().milliseconds, 1.0, 0.01);
}
INSTANTIATE_TEST_SUITE_P(Published, Max78000Boards,
                         ::testing::Values(Board{"mnist", mnist, 1.410}, Board{"cifar10", cifar10, 1.712},
                                           Board{"cifar100_simple", cifar100Simple, 2.593},
                                           Board{"kws20_v3", [] { return kws20(1); }, 1.442}),
                         [](const auto& given) { return std::string(given.param.name); });

// AN7664, table 4 and figures 10 and 11.
TEST(Max78002, TakesWhatTheApplicationNoteMeasured)
{
    const Target target = preset("max78002");
    const Graph kws = kws20(0);
    const Estimate pipelined = estimated(mnist(), target);
    EXPECT_NEAR(pipelined.latency->value.count() * 1e3, 0.41, 0.05 * 0.41);
    EXPECT_NEAR(pipelined.energy->value.count() * 1e6, 99.0, 0.2 * 99.0);
    const Estimate plain = estimated(kws, target, {{"pipeline", "off"}, {"clock_hz", "30e6"}});
    EXPECT_NEAR(plain.latency->value.count() * 1e3, 2.30, 0.05 * 2.30);
    EXPECT_NEAR(plain.energy->value.count() * 1e6, 167.0, 0.2 * 167.0);
    const Estimate loaded = estimated(kws, target, {{"input_load", "on"}});
    EXPECT_NEAR(loaded.latency->value.count() * 1e3, 1.5, 0.1 * 1.5);
}

TEST(Max78002, NeedsThePipelineAbove50MHz)
{
    const Estimate e = estimated(mnist(), preset("max78002"), {{"pipeline", "off"}});
    EXPECT_EQ(e.verdict, VerdictKind::doesNotFit);
    EXPECT_TRUE(says(e, ReasonCode::dimensionLimit, true));
}

TEST(Max7800x, StreamsMapsThatExceedAnInstance)
{
    const Graph faceid = [] {
        ChainBuilder chain(160, 120, 3);
        chain.conv(16).pool().conv(32).pool().conv(32).pool().conv(64).pool().conv(64).conv(64).conv(64).pool().conv(
            512, 1, 0);
        return chain.finish("faceid");
    }();
    // 14.0 ms through the FIFO (AN7417 table 5); the part with the larger memory need not stream.
    const Estimate small = estimated(faceid, preset("max78000"));
    EXPECT_NEAR(small.latency->value.count() * 1e3, 14.0, 0.08 * 14.0);
    EXPECT_NEAR(small.energy->value.count() * 1e6, 433.0, 0.15 * 433.0);
    EXPECT_EQ(small.layers[0].bound, Bound::memory);
    const Estimate large = estimated(faceid, preset("max78002"));
    EXPECT_EQ(large.layers[0].bound, Bound::compute);
}

TEST(Max7800x, ResidualsAreCopiedAndAddedInFlight)
{
    ChainBuilder chain(32, 32, 16);
    chain.conv(20);
    const TensorId skip = chain.last();
    chain.conv(20).plus(skip).conv(20);
    const Estimate e = estimated(chain.finish("residual"), preset("max78000"));
    ASSERT_EQ(e.layers.size(), 4u);
    EXPECT_EQ(e.layers[0].compute.count(), 22924);
    EXPECT_EQ(e.layers[2].compute.count(), 6144) << "the copy of the skip";
    EXPECT_EQ(e.layers[3].compute.count(), 25236) << "two operands";
}

TEST(Max7800x, NamesWhatHasToBeRewrittenAndStillCostsIt)
{
    ChainBuilder chain(32, 32, 16);
    chain.conv(32, 3, 1, 2).depthwise().conv(64, 5, 2);
    const Graph graph = chain.finish("rewritten");
    const Estimate without = estimated(graph, preset("max78000"));
    EXPECT_EQ(without.verdict, VerdictKind::doesNotFit);
    EXPECT_EQ(std::count_if(without.reasons.begin(), without.reasons.end(),
                            [](const Reason& r) { return r.code == ReasonCode::needsRewriting && r.blocks; }),
              3);
    const Estimate with = estimated(graph, preset("max78002"));
    EXPECT_EQ(std::count_if(with.reasons.begin(), with.reasons.end(),
                            [](const Reason& r) { return r.code == ReasonCode::needsRewriting && r.blocks; }),
              2);
    for (const LayerCost& layer : with.layers)
        EXPECT_GT(layer.latency.count(), 0.0);
    EXPECT_LT(with.layers[1].compute, without.layers[1].compute) << "depthwise in hardware";
}

TEST(Max7800x, FewerWeightBitsSaveMemoryButNoTime)
{
    ChainBuilder chain(8, 8, 64);
    for (int i = 0; i < 13; ++i)
        chain.conv(64);
    const Graph graph = chain.finish("deep");
    const Target target = preset("max78000");
    const Estimate eight = estimated(graph, target), four = estimated(graph, target, {{"weight_bits", "4"}});
    EXPECT_TRUE(says(eight, ReasonCode::memoryExceeded, true)) << "13 x 64 words of 768";
    EXPECT_EQ(eight.verdict, VerdictKind::fitsWithChanges);
    EXPECT_EQ(four.verdict, VerdictKind::fits);
    EXPECT_EQ(four.latency->value, eight.latency->value);
    EXPECT_EQ(four.weightBytes.count() * 2, eight.weightBytes.count());
}

TEST(Max7800x, WeightsLieFirstFitOverTheProcessors)
{
    EXPECT_EQ(max7800xWeightWords(64, 9, 8), 64);
    EXPECT_EQ(max7800xWeightWords(64, 1, 8), 8); // nine 1x1 kernels a word
    EXPECT_EQ(max7800xWeightWords(64, 9, 1), 8);
    std::vector<Max7800xStage> stages(3);
    for (Max7800xStage& stage : stages)
        stage.layer.kernelH = stage.layer.kernelW = 3;
    stages[0].processors = 3;
    stages[0].kernels = 16;
    stages[1].processors = 64;
    stages[1].kernels = 64;
    stages[2].processors = 16;
    stages[2].kernels = 32;
    const Max7800xWeightUse use = placeMax7800xWeights(stages, 8, {});
    EXPECT_EQ(stages[1].layer.kernelOffset, 0) << "layers of 64 processors come first";
    EXPECT_EQ(stages[2].layer.kernelOffset, 64);
    EXPECT_EQ(stages[0].layer.kernelOffset, 64) << "beside, not on top";
    EXPECT_EQ(use.available, Bytes(442368));
    EXPECT_EQ(use.used, Bytes(9 * (64 * 64 + 16 * 32 + 3 * 16)));
}

TEST(Max7800x, LimitsOfLayersChannelsAndSizes)
{
    const Target target = preset("max78000");
    EXPECT_TRUE(says(estimated(ChainBuilder(4, 4, 16).conv(2048, 1, 0).finish("wide"), target),
                     ReasonCode::dimensionLimit, true));
    ChainBuilder chain(4, 4, 16);
    for (int i = 0; i < 33; ++i)
        chain.conv(16);
    EXPECT_TRUE(says(estimated(chain.finish("long"), target), ReasonCode::layerCountExceeded, true));
    EXPECT_TRUE(says(estimated(ChainBuilder(8, 8, 16).unary(OperatorKind::hardSwish).finish("swish"), target),
                     ReasonCode::operatorUnsupported, true));
}

TEST(Max7800x, SoftmaxRunsOnTheHost)
{
    const Estimate e =
        estimated(ChainBuilder(1, 1, 16).dense(10).unary(OperatorKind::softmax).finish("soft"), preset("max78000"));
    EXPECT_EQ(e.layers.back().unit, ExecutionUnit::cpu);
    EXPECT_TRUE(says(e, ReasonCode::operatorOnCpu, false));
    EXPECT_EQ(e.verdict, VerdictKind::fits);
}

} // namespace
} // namespace tenbin
