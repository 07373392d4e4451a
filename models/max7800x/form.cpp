// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/max7800x/form.h"

#include <algorithm>

#include <fmt/format.h>

namespace tenbin {

namespace {

constexpr std::int64_t kLongestLineKernel = 9;
constexpr int kLargestPadding = 2;
constexpr std::int64_t kLargestStackedKernel = 15; // beyond, no stack of 3x3 windows is near

bool isOneDimensional(const Max7800xConvolution& c)
{
    return (c.in.w == 1 && c.out.w == 1 && c.shape.kernelW == 1)
           || (c.in.h == 1 && c.out.h == 1 && c.shape.kernelH == 1);
}

bool kernelFits(const Max7800xConvolution& c)
{
    const std::int64_t h = c.shape.kernelH;
    const std::int64_t w = c.shape.kernelW;
    if (isOneDimensional(c))
        return std::max(h, w) <= kLongestLineKernel;
    return (h == 1 && w == 1) || (h == 3 && w == 3);
}

bool paddingFits(const Padding2d& padding)
{
    return padding.top == padding.bottom && padding.left == padding.right
           && std::max(padding.top, padding.left) <= kLargestPadding;
}

/// Groups: only depthwise, and only where the hardware has it.
bool needsFullConvolution(const Max7800xConvolution& c, bool depthwiseAvailable)
{
    if (c.shape.kind == OperatorKind::depthwiseConv2d)
        return !depthwiseAvailable || c.in.c != c.out.c;
    return c.shape.groups > 1;
}

} // namespace

Max7800xForm max7800xForm(const Graph& graph, OperatorId op, const Max7800xConvolution& convolution,
                          bool depthwiseAvailable, ReasonCollector& reasons)
{
    const LayerShape& shape = convolution.shape;
    const std::string kind(displayKind(graph.op(op)));
    Max7800xForm form{.kernelH = shape.kernelH,
                      .kernelW = shape.kernelW,
                      .padH = convolution.padding.top,
                      .padW = convolution.padding.left,
                      .strideH = std::max<std::int64_t>(shape.strideH, 1),
                      .strideW = std::max<std::int64_t>(shape.strideW, 1)};
    bool keepSize = false; // pad so that the output keeps the size of the pooled input
    if (!kernelFits(convolution)) {
        const std::int64_t largest = std::max(shape.kernelH, shape.kernelW);
        std::string windows = "CONV_2D 3x3";
        if (largest <= kLargestStackedKernel)
            form.stack = std::max<std::int64_t>(1, largest / 2); // n 3x3 windows see 2n + 1 pixels
        if (form.stack > 1)
            windows = fmt::format("{} x {}", form.stack, windows);
        if (largest > kLargestStackedKernel)
            reasons.attribute(op, "kernel", fmt::format("{}x{}", shape.kernelH, shape.kernelW), "1x1, 3x3, 1-D 1 to 9");
        else
            reasons.rewriting(op, fmt::format("{} {}x{}", kind, shape.kernelH, shape.kernelW), windows, true);
        form.kernelH = form.kernelW = 3;
        keepSize = true;
    }
    if (form.strideH > 1 || form.strideW > 1) {
        reasons.rewriting(op, fmt::format("{} stride {}", kind, std::max(form.strideH, form.strideW)),
                          fmt::format("MAX_POOL_2D {}x{} + {} stride 1", form.strideH, form.strideW, kind), true);
        keepSize = true;
    }
    if (shape.dilationH > 1 || shape.dilationW > 1) {
        reasons.rewriting(op, fmt::format("{} dilation {}", kind, std::max(shape.dilationH, shape.dilationW)),
                          "CONV_2D dilation 1", true);
        keepSize = true;
    }
    if (!keepSize && !paddingFits(convolution.padding)) {
        reasons.rewriting(op, "uneven padding", "padding of 0 to 2, the same on opposite sides", true);
        keepSize = true;
    }
    const bool depthwise = shape.kind == OperatorKind::depthwiseConv2d;
    const bool full = needsFullConvolution(convolution, depthwiseAvailable);
    form.depthwise = depthwise && !full;
    if (full && depthwise)
        reasons.rewriting(op, kind, "CONV_2D", true);
    else if (full)
        reasons.rewriting(op, "grouped " + kind, "CONV_2D", true);
    if (keepSize) {
        form.padH = form.kernelH / 2;
        form.padW = form.kernelW / 2;
    }
    return form;
}

} // namespace tenbin
