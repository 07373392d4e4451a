// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "engine/graph/analysis.h"
#include "models/xcube/release.h"

namespace tenbin::xcube {

/// A window's padding that the kernel does itself.
struct KernelPadding {
    std::int64_t top = 0;   ///< rows
    std::int64_t width = 0; ///< columns, left and right together
};

/// Pooling that runs row by row behind a convolution, in the same node.
struct FusedPool {
    std::int64_t windowH = 1, strideH = 1;
};

/// Working memory of a convolution or depthwise convolution at 8 bits, bytes, on Cortex-M4, M7 and M33.
std::int64_t convolutionScratch(const LayerShape& shape, const std::optional<FusedPool>& pool, const Release& release);
/// Of a fully connected layer; `perChannel`: every output has a scale of its own.
std::int64_t denseScratch(std::int64_t inputs, std::int64_t outputs, bool perChannel);
std::int64_t softmaxScratch(std::int64_t elements, const Release& release);

/// How far below its input the output of a convolution begins (Node::shiftBytes); `outH`, `outW`: after pooling.
std::optional<std::int64_t> convolutionShift(const LayerShape& shape, std::int64_t outH, std::int64_t outW,
                                             const KernelPadding& padding, const std::optional<FusedPool>& pool);
/// The same at 32-bit floating point.
std::optional<std::int64_t> floatConvolutionShift(const LayerShape& shape);

} // namespace tenbin::xcube
