// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "engine/graph/analysis.h"
#include "models/operator_support/reason_collector.h"

namespace tenbin {

/// A convolution as a MAX7800x would run it.
struct Max7800xForm {
    std::int64_t kernelH = 1, kernelW = 1, padH = 0, padW = 0;
    std::int64_t strideH = 1, strideW = 1; ///< moved into a pool in front
    std::int64_t stack = 1;                ///< convolutions in a row
    bool depthwise = false;
};

/// A convolution as the network has it; `padding` includes a pad operator in front.
struct Max7800xConvolution {
    const LayerShape& shape;
    Padding2d padding;
    Nhwc in, out;
};

/// The nearest form of a convolution; what had to change becomes a blocking reason.
/// 2-D kernels are 1x1 or 3x3, 1-D kernels 1 to 9, padding 0 to 2, stride,
/// dilation and groups 1 (ai8x-synthesis README; izer rejects dilation of Conv2d on both chips).
Max7800xForm max7800xForm(const Graph& graph, OperatorId op, const Max7800xConvolution& convolution,
                          bool depthwiseAvailable, ReasonCollector& reasons);

} // namespace tenbin
