// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/graph/operator.h"
#include "engine/graph/tensor.h"

namespace tenbin {

/// Joins paddings and activations that the writer had to write apart (see tflite_codes.h)
/// with their operators. Returns one flag a tensor: true where it is no longer used.
std::vector<bool> rejoinOperators(std::vector<Operator>& operators, const std::vector<Tensor>& tensors);

} // namespace tenbin
