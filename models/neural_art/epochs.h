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
    double fullRateProducts = 144.0;  ///< products an output may sum at the full output rate
    double deepMacs = 52.0;           ///< MACs where outputs sum more than that: partial sums go round
    double weightBytes = 0.385;       ///< from the memory that holds the weights
    double parameterChannels = 512.0; ///< channels whose parameters fit beside the array
    double elementwiseCycles = 3.2;   ///< an output of an addition, a product, a resize
    double lookupCycles = 1.5;        ///< an output of a tabulated function
    double copyCycles = 1.0;          ///< an element that only moves
    double spillBytes = 0.4;          ///< to and from the external RAM
};

/// Where the time of one epoch goes, NPU cycles.
struct EpochCycles {
    double array = 0.0;   ///< multiply, or move elements through the array
    double weights = 0.0; ///< stream weights
    double spill = 0.0;   ///< external feature maps
    double total() const { return std::max({array, weights, spill}); }
};

/// Convolutions, depthwise and fully connected layers: the slowest of the
EpochCycles convolutionEpoch(const LayerShape& layer, const Rates& rates, double weightBytes, double spilledBytes);

/// How an epoch without multiplication treats its elements.
enum class StreamKind { pooling, elementwise, lookup, gated, copy };

/// Everything else. `gated`: a tabulated function times its input (hard-swish, GELU).
EpochCycles streamEpoch(StreamKind kind, std::int64_t elementsIn, std::int64_t elementsOut, const Rates& rates,
                        double spilledBytes);

/// Bytes of a depthwise layer's weights as the compiler stores them: kernels of
/// one channel are spread over 8 input lanes, over 16 where there are more
/// channels than `Rates::parameterChannels`. Published sizes of ten networks agree within 3 %.
double storedDepthwiseBytes(std::int64_t weightElements, std::int64_t channels, int bits, const Rates& rates);

} // namespace tenbin::neural_art
