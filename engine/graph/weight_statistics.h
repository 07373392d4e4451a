// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/graph/operator.h"
#include "engine/graph/tensor.h"

namespace tenbin {

/// Position of the weights among `kind`'s inputs, or -1 if it has none.
int weightInput(OperatorKind kind);

/// Fills `tensors[weights of op].weights` where the values are present (8-bit
/// and float32 weights; others stay without statistics).
void countWeightStatistics(const Operator& op, std::vector<Tensor>& tensors);

} // namespace tenbin
