// SPDX-License-Identifier: GPL-3.0-or-later
// What run-time libraries keep beside feature maps, counted by hand from their sources.
#include <gtest/gtest.h>

#include "engine/zoo/zoo.h"
#include "models/kernels/tflm_structures.h"
#include "models/kernels/tiny_engine_buffers.h"
#include "tests/support/network_sketch.h"

namespace tenbin::microcontroller {
namespace {

constexpr std::int64_t kAllocators = 140, kBorders = 2 * 64, kTensor = 12, kNode = 32;

std::shared_ptr<const Graph> oneConvolution()
{
    test::NetworkSketch net;
    return net.finish(net.conv(net.input({1, 8, 8, 4}), 10));
}

TEST(TflmStructures, OfOneConvolutionAreThoseOfItsSources)
{
    // Input, filter, bias and output; parameters 28, kernel's data 60 and two arrays of ten words, in steps of 16.
    const std::int64_t expected = kAllocators + kBorders + 4 * kTensor + kNode + 28 + 64 + 2 * 48;
    EXPECT_EQ(tflmStructureBytes(*oneConvolution(), true, ScratchRule::none), Bytes(expected));
    EXPECT_EQ(tflmStructureBytes(*oneConvolution(), true, ScratchRule::cmsisDsp), Bytes(expected + 4))
        << "a handle of its working memory";
}

TEST(TflmStructures, ChannelsOfFloatingPointNetworksAreNotRescaled)
{
    GraphBuilder builder;
    const auto type = DataType::float32();
    const TensorId in = builder.addTensor({.name = "in", .shape = {1, 8, 8, 4}, .type = type});
    const TensorId filter =
        builder.addTensor({.name = "filter", .shape = {10, 1, 1, 4}, .type = type, .constant = true});
    const TensorId out = builder.addTensor({.name = "out", .shape = {1, 8, 8, 10}, .type = type});
    builder.addOperator({.kind = OperatorKind::conv2d,
                         .name = "conv",
                         .inputs = {in, filter},
                         .outputs = {out},
                         .attributes = Conv2dAttributes{}});
    builder.setInputs({in});
    builder.setOutputs({out});
    const auto graph = std::move(builder).finish();
    ASSERT_TRUE(graph.has_value());
    EXPECT_EQ(tflmStructureBytes(*graph, true, ScratchRule::none)
                  - tflmStructureBytes(*graph, false, ScratchRule::none),
              Bytes(2 * 48));
}

/// TensorFlow Lite Micro paper (arXiv:2010.08678): 26.50 kB stay throughout in person_detect.
TEST(TflmStructures, OfPersonDetectionAreThoseThatTheInterpreterReports)
{
    const Bytes bytes = tflmStructureBytes(*buildNetwork("person_detect").value(), true, ScratchRule::cmsisDsp);
    EXPECT_NEAR(bytes.toDouble(), 26500.0, 0.05 * 26500.0);
}

TEST(TinyEngineBuffers, AreThoseOfTheLayerThatAsksForMost)
{
    test::NetworkSketch net;
    TensorId map = net.conv(net.input({1, 32, 32, 3}), 8, 3, 2); // 16x16
    map = net.depthwise(net.conv(map, 48, 1));
    const auto graph = net.finish(net.conv(map, 8, 1));
    // The channel of the depthwise layer with its border, twice, over the columns of 48 channels at 16 bits, twice;
    // filters of the first layer at 16 bits, for those of one pixel are not copied.
    EXPECT_EQ(tinyEngineBuffers(*graph), Bytes(2 * 18 * 18 + 2 * 3 * 3 * 3 * 8));
}

} // namespace
} // namespace tenbin::microcontroller
