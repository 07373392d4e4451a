// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/graph/graph.h"

namespace tenbin {

/// Smallest and largest value of a tensor; zero lies between.
struct MinMax {
    float low = 0.0f, high = 0.0f;
};

/// Int8 scale and zero point by tensor, from what was measured; none for weights, biases and whole numbers.
/// Tensors that only pass values on (pooling, reshapes, slices, concatenations) share one, as TensorFlow Lite's
/// kernels ask; a softmax has 1/256. Constants that stand beside feature maps get their own range.
/// `input`: that of the network's input where it is given.
std::vector<Quantization> activationScales(const Graph& graph, std::span<const MinMax> measured,
                                           const std::optional<Quantization>& input);

} // namespace tenbin
