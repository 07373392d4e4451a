// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>

#include "engine/core/bounded.h"
#include "engine/graph/analysis.h"

namespace tenbin::stacked_sensor {

/// Throughput of the processor, as measured run times show it. The publication
/// (ISSCC 2021 9.6) names 2304 MACs in two kinds of cores and no dimensions: the
/// units below are the ones that explain published run times of seven networks.
struct CoreShape {
    std::int64_t inChannels = 16;  ///< input channels worked on at a time
    std::int64_t outChannels = 64; ///< output channels worked on at a time
    std::int64_t rowPixels = 16;   ///< pixels of one row worked on at a time
    std::int64_t depthwiseChannels = 32;
    std::int64_t kernelPositionsPerPass = 9;
    double macsPerCycle = 1024.0; ///< of the convolution core on full units
    double depthwiseMacsPerCycle = 189.0;
    double l2BytesPerCycle = 48.7; ///< coefficients and feature maps, not overlapped with computing
};

/// Pixels including those that only fill the last unit of a row; the shorter way round is taken.
inline std::int64_t paddedPixels(const Nhwc& map, const CoreShape& core)
{
    const std::int64_t byRow = boundedProduct({roundUp(map.w, core.rowPixels), map.h});
    const std::int64_t byColumn = boundedProduct({roundUp(map.h, core.rowPixels), map.w});
    return boundedProduct({map.n, std::min(byRow, byColumn)});
}

/// MAC slots of `pixels` products of an `in`-vector with an `in` x `out` matrix, `positions` times over.
inline double paddedProduct(std::int64_t pixels, std::int64_t in, std::int64_t out, std::int64_t positions,
                            const CoreShape& core)
{
    const std::int64_t passes = ceilDiv(positions, core.kernelPositionsPerPass);
    const std::int64_t slots = passes == 1 ? positions : passes * core.kernelPositionsPerPass;
    return static_cast<double>(pixels)
           * (static_cast<double>(roundUp(in, core.inChannels)) * static_cast<double>(roundUp(out, core.outChannels)))
           * static_cast<double>(slots);
}

/// Cycles in which a core computes; 0 for operators that only move data.
double computeCycles(const Graph& graph, const Operator& op, const CoreShape& core);

} // namespace tenbin::stacked_sensor
