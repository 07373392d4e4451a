// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/graph/graph.h"
#include "models/ethos_u/accelerator.h"

namespace tenbin::ethos_u {

/// Scale, shift and bias of an output channel, in bytes: read for every block of outputs (Vela).
inline constexpr double kScaleBytes = 10.0;

/// Pixels of a map, or of the larger one that a pass lays out: more than 64 bits may hold.
inline double pixelsOf(const Nhwc& map) { return static_cast<double>(map.h) * static_cast<double>(map.w); }

/// Work that the array does in one way.
enum class PassKind : std::uint8_t { convolution, depthwise, pooling, vectorProduct, reduceSum, elementwise };

/// One job of the array: what a single kernel command (per stripe and slice) computes.
/// An operator becomes one pass or several (softmax, recurrent cells, matrix products).
struct Pass {
    PassKind kind = PassKind::convolution;
    OperatorId op{};
    Nhwc in, out;                          ///< batches are run one after the other: see `repeats`
    std::int64_t kernelH = 1, kernelW = 1; ///< elements of the window (dilation does not add work)
    std::int64_t spanH = 1, spanW = 1;     ///< rows and columns that the window spans
    std::int64_t strideH = 1, strideW = 1;
    std::int64_t upscale = 1; ///< the input is read enlarged by this factor (resize, transposed convolution)
    int inBits = 8, outBits = 8;
    OutputStage output = OutputStage::plain;
    ActivationStage activation = ActivationStage::none;
    bool twoInputs = false;    ///< element-wise with a second feature map
    bool plainInput = false;   ///< the input lies channel by channel, as the processor writes it
    bool plainOutput = false;  ///< the output does, for the processor to read: written in short bursts
    std::int64_t weights = 0;  ///< elements of the weight tensor that it reads
    double encodedBytes = 0.0; ///< the same as stored, compressed
    TensorId inTensor{}, secondTensor{}, outTensor{}; ///< invalid: working memory of the operator
    std::int64_t repeats = 1;                         ///< how often it runs (batches, time steps)

    bool equalDepth() const
    {
        return kind == PassKind::depthwise || kind == PassKind::pooling || kind == PassKind::elementwise;
    }
    bool usesWeights() const { return weights > 0; }
    /// MACs of one run; element-wise work and pooling count none.
    double macs() const;
};

} // namespace tenbin::ethos_u
