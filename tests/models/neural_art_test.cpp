// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "engine/targets/target_file.h"
#include "engine/zoo/zoo.h"
#include "models/neural_art/epochs.h"
#include "models/registry.h"
#include "tests/models/chain_builder.h"

namespace tenbin {
namespace {

using namespace neural_art;

LayerShape convolution(std::int64_t side, std::int64_t in, std::int64_t out, std::int64_t kernel)
{
    LayerShape layer;
    layer.kind = OperatorKind::conv2d;
    layer.in = {1, side, side, in};
    layer.out = {1, side, side, out};
    layer.kernelH = layer.kernelW = kernel;
    layer.macs = Macs(side * side * in * out * kernel * kernel);
    return layer;
}

// Epochs of a published MobileNetV2 run and of micro-benchmarks at 1 GHz (one
// cycle is one nanosecond): Magnus3327/stm32n6-edge-ai-benchmarks.
TEST(NeuralArt, EpochsMatchThePublishedOnes)
{
    const Rates rates;
    for (const auto& [filters, microseconds] : {std::pair{16, 67.5}, {32, 133.5}, {64, 266.0}})
        for (const std::int64_t kernel : {1, 3, 5})
            EXPECT_NEAR(
                convolutionEpoch(convolution(64, 3, filters, kernel), rates, 3.0 * filters * kernel * kernel, 0).total()
                    / 1e3,
                microseconds, 0.05 * microseconds)
                << filters << " filters " << kernel << "x" << kernel;
    // Expand 16 to 96 at 112x112: 0.998 B/ns.
    EXPECT_NEAR(convolutionEpoch(convolution(112, 16, 96, 1), rates, 16 * 96, 0).total(), 112.0 * 112 * 96 / 0.998,
                0.01 * 112 * 112 * 96);
    // Fully connected 1280x1000: 3.226 ms of weight streaming.
    LayerShape head = convolution(1, 1280, 1000, 1);
    head.kind = OperatorKind::fullyConnected;
    EXPECT_NEAR(convolutionEpoch(head, rates, 1280e3, 0).total() / 1e6, 3.226, 0.1);
    // 960-channel depthwise at 7x7: parameters come in with the pixels.
    LayerShape wide = convolution(7, 960, 960, 3);
    wide.kind = OperatorKind::depthwiseConv2d;
    EXPECT_GT(convolutionEpoch(wide, rates, 9 * 960, 0).total(), 2.0 * 7 * 7 * 960);
}

Target preset() { return loadTarget(TENBIN_SOURCE_DIR "/presets/targets/stm32n6.toml", findSchema).value(); }

TEST(NeuralArt, SumsOverManyProductsGoRoundMoreThanOnce)
{
    const Rates rates;
    const double atEdge = convolutionEpoch(convolution(28, 16, 64, 3), rates, 0, 0).total(); // 144 products
    const double beyond = convolutionEpoch(convolution(28, 32, 64, 3), rates, 0, 0).total();
    EXPECT_NEAR(atEdge, 28 * 28 * 64, 1);
    EXPECT_NEAR(beyond, 28 * 28 * 64 * 288 / rates.deepMacs, 1);
}

TEST(NeuralArt, PoolsAndRectifiersJoinTheConvolutionBefore)
{
    ChainBuilder chain(32, 32, 16);
    const Estimate e =
        *estimate(chain.conv(16).unary(OperatorKind::relu).pool().unary(OperatorKind::logistic).pool().finish("joined"),
                  preset(), {});
    EXPECT_EQ(e.layers[1].unit, ExecutionUnit::fused);
    EXPECT_EQ(e.layers[2].unit, ExecutionUnit::fused);
    EXPECT_EQ(e.layers[3].unit, ExecutionUnit::vectorUnit);
    EXPECT_GT(e.layers[4].latency.count(), 0.0) << "its input comes from no convolution";
}

struct Published {
    const char* network;
    double milliseconds;
    double weightsKib;
};

class ModelZoo : public ::testing::TestWithParam<Published> {};

// ST's model zoo on STM32N6570-DK, STEdgeAI Core 2.0.0: latency and weights as laid out in the flash.
TEST_P(ModelZoo, LatencyWithin15AndWeightsWithin7Percent)
{
    const auto network = buildNetwork(GetParam().network);
    ASSERT_TRUE(network.has_value());
    const Estimate e = *estimate(**network, preset(), {});
    EXPECT_NEAR(e.latency->value.count() * 1e3 / GetParam().milliseconds, 1.0, 0.15);
    EXPECT_NEAR(e.weightBytes.toDouble() / 1024 / GetParam().weightsKib, 1.0, 0.07);
    EXPECT_FALSE(e.energy.has_value()) << "no energy of an inference was published";
}
INSTANTIATE_TEST_SUITE_P(Rows, ModelZoo,
                         ::testing::Values(Published{"mobilenet_v1?alpha=0.25&input=224&classes=101", 2.83, 321.66},
                                           Published{"mobilenet_v1?alpha=0.5&input=224&classes=1000", 7.38, 1478.58},
                                           Published{"mobilenet_v1?alpha=1.0&input=224&classes=1000", 19.41, 4552.42},
                                           Published{"mobilenet_v2?alpha=0.35&input=128&classes=101", 3.33, 715.67},
                                           Published{"mobilenet_v2?alpha=0.35&input=224&classes=1000", 9.14, 1855.97},
                                           Published{"mobilenet_v2?alpha=1.0&input=224&classes=1000", 21.08, 4235.31}));

TEST(NeuralArt, SpillsOverTheCliff)
{
    const Estimate fits = *estimate(*buildNetwork("mobilenet_v2").value(), preset(), {});
    const Estimate spills = *estimate(*buildNetwork("mobilenet_v2?input=448").value(), preset(), {});
    const auto hyperRam = [](const Estimate& e) { return e.memories[1].used->count(); };
    EXPECT_EQ(hyperRam(fits), 0);
    EXPECT_GT(hyperRam(spills), 0);
    EXPECT_LE(*spills.memories[0].used, *spills.memories[0].available);
    // Four times the pixels, more than four times the time less the weights' share.
    EXPECT_GT(spills.latency->value.count(), 4.0 * (fits.latency->value.count() - 9e-3));
}

TEST(NeuralArt, ASlowFlashHoldsTheWeightsBack)
{
    const Target target = preset();
    const auto network = buildNetwork("mobilenet_v2").value();
    const auto slow = *estimate(*network, target, withOption(target, {}, "weights_in", "slow_flash").value());
    EXPECT_GT(slow.latency->value / estimate(*network, target, {})->latency->value, 1.7)
        << "49.3 against 20.7 ms were published";
}

} // namespace
} // namespace tenbin
