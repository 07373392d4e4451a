// SPDX-License-Identifier: GPL-3.0-or-later
// Working memory of ESP-NN's kernels, computed by hand from the formulas of its sources.
#include "models/kernels/esp_nn_scratch.h"

#include <gtest/gtest.h>

namespace tenbin::microcontroller {
namespace {

LayerShape layer(OperatorKind kind, std::int64_t side, std::int64_t in, std::int64_t out, std::int64_t kernel,
                 int pad = 0)
{
    LayerShape s;
    s.kind = kind;
    s.in = {1, side, side, in};
    s.out = {1, side + 2 * pad - kernel + 1, side + 2 * pad - kernel + 1, out};
    s.kernelH = s.kernelW = kernel;
    s.padding = {pad, pad, pad, pad};
    return s;
}
constexpr auto kConv = OperatorKind::conv2d;
constexpr auto kDepthwise = OperatorKind::depthwiseConv2d;

TEST(EspNnScratch, PointwiseConvolutionsCopyTheirFilters)
{
    EXPECT_EQ(espNnS3Scratch(layer(kConv, 8, 16, 32, 1)), 16 * 32 + 2 * 8 * 16 + 64);
    EXPECT_EQ(espNnS3Scratch(layer(kConv, 2, 16, 32, 1)), 16 * 32 + 64) << "under eight pixels none are turned";
    EXPECT_EQ(espNnS3Scratch(layer(kConv, 8, 12, 32, 1)), 8 * 8 * 16 + 16 * 32 + 2 * 8 * 16 + 64);
    EXPECT_EQ(espNnP4Scratch(layer(kConv, 8, 8, 32, 1)), 4 * 32 + 16 * 32 + 32 + 32);
}

TEST(EspNnScratch, ConvolutionsOfImagesTakeTheirWindowAsOneVector)
{
    EXPECT_EQ(espNnS3Scratch(layer(kConv, 16, 3, 8, 3, 1)), 8 * 4 + 8 * 32 + 32 + 32 + 64);
    EXPECT_EQ(espNnP4Scratch(layer(kConv, 16, 3, 8, 3, 1)), 8 * 4 + 27 + 32);
}

TEST(EspNnScratch, WideConvolutionsPadTheirMapAndAlignTheirFilters)
{
    const std::int64_t padded = 10 * 10 * 16, filters = 9 * 16 * 8, aligned = 48 * 3 * 8, beyond = 10 * 10 * 16;
    EXPECT_EQ(espNnS3Scratch(layer(kConv, 8, 16, 8, 3, 1)), padded + filters + aligned + beyond + 64 + 4 * 8);
    EXPECT_EQ(espNnP4Scratch(layer(kConv, 8, 16, 8, 3)), 9 * 16 * 8 + 4 * 8 + 32);
}

TEST(EspNnScratch, DepthwiseLayersPadTheWholeMapOrAStrip)
{
    EXPECT_EQ(espNnS3Scratch(layer(kDepthwise, 8, 16, 16, 3, 1)), 9 * 16 + 10 * 10 * 16 + 16);
    EXPECT_EQ(espNnS3Scratch(layer(kDepthwise, 96, 16, 16, 3, 1)), 9 * 16 + 98 * 3 * 16 + 16);
    EXPECT_EQ(espNnS3Scratch(layer(kDepthwise, 8, 8, 8, 3, 1)), 2 * (9 * 8 + 8 * 8 * 8) + 32);
    EXPECT_EQ(espNnS3Scratch(layer(kDepthwise, 8, 16, 16, 5, 2)), 2 * (25 * 16 + 8 * 8 * 16) + 32);
    EXPECT_EQ(espNnS3Scratch(layer(kDepthwise, 96, 64, 64, 5, 2)), 2 * 25 * 64 + 2 * 96 * 5 * 64 + 32);
    EXPECT_EQ(espNnP4Scratch(layer(kDepthwise, 8, 16, 16, 3, 1)), 0);
}

TEST(EspNnScratch, PortableKernelsNeedAWordAnElementOfSoftmaxOnly)
{
    EXPECT_EQ(espNnPortableScratch(layer(kConv, 8, 16, 32, 3, 1)), 0);
    EXPECT_EQ(espNnPortableScratch(layer(OperatorKind::softmax, 1, 10, 10, 1)), 40);
    EXPECT_EQ(espNnS3Scratch(layer(OperatorKind::softmax, 1, 10, 10, 1)), 40);
}

TEST(EspNnScratch, MapsWithoutEndStayWithinBounds)
{
    LayerShape s = layer(kConv, 1 << 20, 1 << 20, 1 << 20, 3);
    s.padding = {1 << 30, 1 << 30, 1 << 30, 1 << 30};
    EXPECT_GT(espNnS3Scratch(s), 0);
    s.kind = kDepthwise;
    EXPECT_GT(espNnS3Scratch(s), 0);
}

} // namespace
} // namespace tenbin::microcontroller
