// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>

#include "engine/core/units.h"
#include "engine/graph/analysis.h"

namespace tenbin::neural_art {

/// The accelerator's rates, per NPU cycle.
struct Rates {
    double outputs = 1.0;             ///< elements that one epoch writes
    double inputs = 4.5;              ///< elements it reads, over all parallel streams
    double spatialMacs = 288.0;       ///< kernels of several taps
    double pointwiseMacs = 128.0;     ///< 1x1 kernels and fully connected
    double weightBytes = 0.39;        ///< from the memory that holds the weights
    double parameterChannels = 512.0; ///< channels whose parameters fit beside the array
    double spillBytes = 0.4;          ///< to and from the external RAM
};

/// Where the time of one epoch goes, NPU cycles.
struct EpochCycles {
    double array = 0.0;    ///< multiply, or move elements through the array
    double weights = 0.0;  ///< stream weights
    double spill = 0.0;    ///< external feature maps
    double total() const { return std::max({array, weights, spill}); }
};

/// Convolutions, depthwise and fully connected layers: the slowest of the
/// streams sets the pace (fits the 58 epochs of a published MobileNetV2 run).
EpochCycles convolutionEpoch(const LayerShape& layer, const Rates& rates, double weightBytes, double spilledBytes);

/// Pooling, element-wise work and data movement: one element a cycle.
EpochCycles streamEpoch(std::int64_t elementsIn, std::int64_t elementsOut, const Rates& rates, double spilledBytes);

} // namespace tenbin::neural_art
