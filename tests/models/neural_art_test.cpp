// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "engine/target/target_file.h"
#include "engine/zoo/zoo.h"
#include "models/neural_art_epochs.h"
#include "models/registry.h"

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
            EXPECT_NEAR(convolutionEpoch(convolution(64, 3, filters, kernel), rates, 3.0 * filters * kernel * kernel, 0).total() / 1e3,
                        microseconds, 0.05 * microseconds)
                << filters << " filters " << kernel << "x" << kernel;
    // Expand 16 to 96 at 112x112: 0.998 B/ns.
    EXPECT_NEAR(convolutionEpoch(convolution(112, 16, 96, 1), rates, 16 * 96, 0).total(), 112.0 * 112 * 96 / 0.998, 0.01 * 112 * 112 * 96);
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

TEST(NeuralArt, MobileNetV2TakesAboutTwentyMilliseconds)
{
    const Estimate e = *estimate(*buildNetwork("mobilenet_v2").value(), preset(), {});
    EXPECT_NEAR(e.latency->value.count() * 1e3, 20.7, 0.25 * 20.7) << "20.694 and 21.08 ms were published";
    EXPECT_FALSE(e.energy.has_value()) << "no energy of an inference was published";
}

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
    EXPECT_GT(slow.latency->value / estimate(*network, target, {})->latency->value, 1.7) << "49.3 against 20.7 ms were published";
}

} // namespace
} // namespace tenbin
