// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "engine/graph/operator.h"
#include "engine/graph/tensor.h"

namespace tenbin {

/// Statistics of a constant whose output channels lie along `channelAxis`; nothing without values
/// or for elements of other types than 8-bit integers and float32.
std::optional<WeightStatistics> weightStatistics(const Tensor& tensor, std::size_t channelAxis);

/// Fills `tensors[weights of op].weights` where the values are present (8-bit
/// and float32 weights; others stay without statistics).
void countWeightStatistics(const Operator& op, std::vector<Tensor>& tensors);

} // namespace tenbin
