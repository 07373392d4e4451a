// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/graph/graph.h"

namespace tenbin {

/// Ways to remove weights, by the field's names.
enum class PruningMethod {
    magnitude,  ///< the smallest weights of a layer, wherever they are
    nOfM,       ///< N of every M neighbours along the input channels remain
    filter,     ///< whole output channels with the smallest sums of magnitudes
    channel,    ///< whole input channels
    stripe,     ///< one coordinate of one filter over all input channels
    coordinate, ///< one coordinate of an input channel's kernels over a group of output channels together
};
std::string_view toString(PruningMethod method);
std::optional<PruningMethod> pruningMethodFromString(std::string_view name);

struct PruningRequest {
    PruningMethod method = PruningMethod::coordinate;
    double remaining = 1.0; ///< share of weights that stay; coordinate: of kernel elements, rounded, at least one
    int m = 4;              ///< of nOfM: N = remaining * m, rounded
    int group = 32;         ///< output channels that share coordinates (the Cartesian array's columns)
    std::map<std::uint32_t, double> floors; ///< by weight tensor: this layer never keeps less
};

/// Float weights of one layer: conv2d [outC, kH, kW, inC].
struct LayerWeights {
    Shape shape;
    const std::vector<float>& values;
};

using Mask = std::vector<std::uint8_t>; ///< 1: the weight stays

/// Which weights of one layer stay. What `before` has removed stays removed.
Mask pruningMask(const PruningRequest& request, const LayerWeights& layer, const Mask& before = {});

using Masks = std::map<std::uint32_t, Mask>; ///< by index of the weight tensor

/// Weight tensors that are pruned: ordinary convolutions but the first (the first layer sees too few
/// channels), whose values are known; with `windowsOnly` those of more than one kernel element.
std::vector<TensorId> prunableWeights(const Graph& graph, bool windowsOnly);
/// Masks for all prunable layers of a float network. Coordinate and stripe pruning take windows only.
Masks pruningMasks(const PruningRequest& request, const Graph& floatGraph, const Masks& before = {});

} // namespace tenbin
