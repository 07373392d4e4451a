// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "engine/targets/target_file.h"
#include "engine/zoo/zoo.h"
#include "models/cartesian_mac_array/cycles.h"
#include "models/registry.h"

namespace tenbin {
namespace {

using namespace cartesian;

Target preset()
{
    return loadTarget(TENBIN_SOURCE_DIR "/presets/targets/cartesian_mac_array.toml", findSchema).value();
}

Estimate estimated(const std::string& network, std::initializer_list<std::pair<const char*, const char*>> options)
{
    const Target target = preset();
    Configuration configuration;
    for (const auto& [key, value] : options)
        configuration = withOption(target, configuration, key, value).value();
    return estimate(*buildNetwork(network).value(), target, configuration).value();
}

double cycles(const Estimate& e)
{
    double sum = 0.0;
    for (const LayerCost& layer : e.layers)
        sum += layer.total.count();
    return sum;
}

/// Multiplications that the dense network would take, in array slots.
double denseEquivalent(const Estimate& e) { return e.macs.toDouble() / (1024.0 * cycles(e)); }

double teraOpsPerWatt(const Estimate& e) { return 2.0 * e.macs.toDouble() / e.energy->value.count() / 1e12; }

struct Row {
    const char* network;
    const char* elements;
    double cycles;
    double denseUtilisation;
    double topsPerWattAt08;
};

// Reference outputs of the published array's model: flat tiles, no fill; first
// layer, 7x7, 1x1 and fully connected layers dense.
class CycleTable : public ::testing::TestWithParam<Row> {};

TEST_P(CycleTable, IsReproducedToTheLastCycle)
{
    const Row row = GetParam();
    const Estimate e = estimated(row.network, {{"elements", row.elements}});
    EXPECT_EQ(cycles(e), row.cycles);
    EXPECT_NEAR(denseEquivalent(e), row.denseUtilisation, 0.0005);
    EXPECT_NEAR(teraOpsPerWatt(e), row.topsPerWattAt08, 0.01 * row.topsPerWattAt08);
}
INSTANTIATE_TEST_SUITE_P(
    Networks, CycleTable,
    ::testing::Values(Row{"resnet18", "9", 1975856, 0.897, 4.75}, Row{"resnet18", "3", 760880, 2.328, 12.34},
                      Row{"resnet18", "2", 558384, 3.173, 16.82}, Row{"resnet18", "1", 355888, 4.978, 26.38},
                      Row{"vgg16_cifar", "9", 592064, 0.517, 2.74}, Row{"vgg16_cifar", "1", 67776, 4.513, 23.92}));

TEST(CartesianArray, ReproducesThePublishedPowerAndPeaks)
{
    const Estimate slow = estimated("resnet18", {{"operating_point", "0.8 V"}});
    const Estimate fast = estimated("resnet18", {{"operating_point", "1.1 V"}});
    EXPECT_NEAR(fast.energy->value / fast.latency->value / Watts(1.0), 0.352, 0.01 * 0.352);
    // 5.30 dense TOPS/W at full utilisation.
    EXPECT_NEAR(teraOpsPerWatt(slow) / denseEquivalent(slow), 5.30, 0.01 * 5.30);
}

TEST(CartesianArray, ReadsThePublishedEfficiencyAsFiveTimesDenseAtLowVoltage)
{
    // Reading A: 26.5 TOPS/W = 5.30 dense x a whole-network speed-up of 5.0 at 0.8 V.
    const Estimate e = estimated("resnet18", {{"operating_point", "0.8 V"}, {"elements", "1"}});
    EXPECT_NEAR(teraOpsPerWatt(e), 26.5, 0.01 * 26.5);
}

TEST(CartesianArray, AlignmentDecidesTheUnion)
{
    // Monte-Carlo means over 32 output channels and 9 coordinates.
    const auto unionOf = [](double n, double q) { return expectedUnion(9, {.elements = n, .alignment = q}, 32); };
    EXPECT_DOUBLE_EQ(unionOf(1, 1.0), 1.0);
    EXPECT_NEAR(unionOf(1, 0.97), 1.81, 0.01);
    EXPECT_NEAR(unionOf(1, 0.90), 3.42, 0.02);
    EXPECT_NEAR(unionOf(1, 0.0), 8.79, 0.01);
    EXPECT_NEAR(unionOf(2, 0.90), 5.58, 0.03);
    EXPECT_NEAR(unionOf(3, 0.95), 5.47, 0.05);
    EXPECT_NEAR(unionOf(3, 0.0), 9.0, 0.01);
    EXPECT_DOUBLE_EQ(expectedUnion(9, {.elements = 1, .alignment = 0.0, .perColumn = true}, 32), 1.0);
    EXPECT_DOUBLE_EQ(unionOf(9, 0.3), 9.0);
}

TEST(CartesianArray, RandomPruningGainsAlmostNothing)
{
    const double dense = cycles(estimated("resnet18", {}));
    const double random = cycles(estimated("resnet18", {{"elements", "1"}, {"sparsity_structure", "random"}}));
    EXPECT_LT(random, dense);
    EXPECT_GT(random, 0.95 * dense);
}

TEST(CartesianArray, PruningIsTheRemedyForAFullMemory)
{
    const Estimate e = estimated("mobilenet_v1", {});
    EXPECT_NE(e.verdict, VerdictKind::fits);
    ASSERT_FALSE(e.reasons.empty());
    EXPECT_EQ(e.reasons[0].code, ReasonCode::memoryExceeded);
}

TEST(CartesianArray, SkipsTheCoordinatesThatTheFileLeavesOut)
{
    // 64 filters of 3x3 over 2 channels; input channel 0 keeps coordinate 4 only, channel 1 keeps 0 and 8.
    std::vector<std::byte> values(64 * 9 * 2, std::byte{0});
    for (int filter = 0; filter < 64; ++filter)
        for (const auto& [coordinate, channel] : {std::pair{4, 0}, {0, 1}, {8, 1}})
            values[static_cast<std::size_t>((filter * 9 + coordinate) * 2 + channel)] = std::byte{3};
    const Tensor weights{.name = "w", .shape = {64, 3, 3, 2}, .data = values};
    LayerShape layer;
    layer.kind = OperatorKind::conv2d;
    layer.in = {1, 8, 8, 2};
    layer.out = {1, 8, 8, 64};
    layer.kernelH = layer.kernelW = 3;
    layer.weightElements = 64 * 9 * 2;
    const LayerWork work = layerWorkOfWeights(layer, Array{}, weights);
    EXPECT_EQ(work.keptPairs, 2 * 3) << "two groups of 32 filters, three pairs each";
    EXPECT_EQ(work.cycles, 2 * 2 * 3) << "two pixel tiles";
    EXPECT_EQ(work.weights, 64 * 3);
}

TEST(CartesianArray, DepthwiseUsesOneColumn)
{
    LayerShape layer;
    layer.kind = OperatorKind::depthwiseConv2d;
    layer.in = layer.out = {1, 8, 8, 32};
    layer.kernelH = layer.kernelW = 3;
    layer.groups = 32;
    layer.weightElements = 9 * 32;
    const LayerWork work = layerWork(layer, Array{}, {});
    EXPECT_EQ(work.cycles, 2 * 9 * 32);
    EXPECT_DOUBLE_EQ(work.usedSlots / (1024.0 * work.cycles), 1.0 / 32.0);
}

} // namespace
} // namespace tenbin
