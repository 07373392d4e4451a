// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <vector>

#include "engine/core/result.h"
#include "engine/graph/graph.h"
#include "engine/inference/data_set.h"

namespace tenbin {

/// Whole numbers for `weights` under one symmetric scale: 8, 4 and 2 bits take -(2^(b-1)-1) … 2^(b-1)-1
/// (the scale with the least squared error below 8 bits), 1 bit the sign times the mean magnitude.
/// Zeros stay zero, so that masks survive. Returns the scale.
float quantizeSlice(std::span<const float> weights, int bits, std::span<std::int8_t> levels);

using Values = std::map<std::uint32_t, std::vector<float>>; ///< by index of a constant tensor

/// The same network in single precision: weights dequantised, activations float32, quantisers inside it no more than
/// reshapes. Errors: those of GraphBuilder.
Result<Graph> floatGraph(const Graph& graph);
/// A float network with other constants.
Result<Graph> withValues(const Graph& floatGraph, const Values& values);

/// A float network as int8: ranges of the feature maps are measured on `calibration`; weights of
/// convolutional and fully connected layers get `weightBits` (1, 2, 4, 8) in bytes, a scale an output
/// channel. Errors: notExecutable, dataShape, notTrainable.
Result<Graph> quantizedGraph(const std::shared_ptr<const Graph>& floatGraph, const DataSet& calibration,
                             int weightBits);

} // namespace tenbin
