// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "engine/core/units.h"
#include "engine/graph/analysis.h"
#include "engine/graph/tensor.h"

namespace tenbin::cartesian {

/// The array: `pixels` x `outputChannels` multipliers.
struct Array {
    std::int64_t pixels = 32;
    std::int64_t outputChannels = 32;
    std::int64_t tileHeight = 0, tileWidth = 0; ///< shape of the pixel tile; 0: pixels in raster order
    double fillCycles = 0.0;                    ///< pipeline fill and drain a tile and channel group
    double stallPerShift = 0.0;                 ///< extra cycles whenever the aligner changes the coordinate
};

/// Which kernel elements remain.
struct Pruning {
    double elements = 0.0;  ///< remaining elements of a kernel; 0 or more than it has: dense
    double alignment = 1.0; ///< share of weights that sit at their input channel's preferred coordinates
    bool perColumn = false; ///< the aligner serves each output channel on its own: no union is paid
};

/// Coordinates of a K-element kernel that at least one of `channels` output
/// channels uses, when each keeps `elements` of them and places each at a
/// preferred coordinate with probability `alignment`, else anywhere. Expected value.
double expectedUnion(std::int64_t kernelElements, const Pruning& pruning, std::int64_t channels);

/// Tiles of output pixels that one layer needs.
std::int64_t pixelTiles(const Nhwc& out, const Array& array);

/// What the array does for one layer.
struct LayerWork {
    double cycles = 0.0;
    double usedSlots = 0.0; ///< multiplications with a remaining weight
    double keptPairs = 0.0; ///< (input channel, coordinate) pairs over all channel groups: not skipped
    double weights = 0.0;   ///< remaining weights
};

/// Convolution, depthwise convolution or fully connected layer.
LayerWork layerWork(const LayerShape& layer, const Array& array, const Pruning& pruning);

/// Whether the file holds the values of this layer's weights in a form that the next function reads:
/// conv2d [outC, kH, kW, inC] or fullyConnected [out, in], 8 bits or float32.
bool hasValues(const LayerShape& layer, const Tensor& weights);
/// The same with the coordinates that the file's own non-zero weights use; they have values.
LayerWork layerWorkOfWeights(const LayerShape& layer, const Array& array, const Tensor& weights);

} // namespace tenbin::cartesian
