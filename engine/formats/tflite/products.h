// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

#include "engine/formats/tflite/codes.h"
#include "engine/graph/operator.h"

namespace tenbin {

/// Multiply-accumulates of an operator of the file that keeps its name: convolutions over volumes, products in
/// StableHLO's form, TensorFlow's own (Flex), MediaPipe's transposed convolution. 0 where it multiplies no
/// matrices, or where its shapes do not belong together. `op` has the inputs and outputs of the file.
std::int64_t tfliteProductMacs(const tflite::Operator& table, const Operator& op, std::span<const Tensor> tensors);

/// Whether an operator of this name is counted so.
bool countsTfliteProduct(std::string_view name);

/// Multiply-accumulates of a convolution or a fully connected layer by its output and weights alone, for where the size
/// of its input is unknown; 0 for other operators. `op` has its inputs in the file's order.
std::int64_t tfliteWeightedMacs(const Operator& op, std::span<const Tensor> tensors);

} // namespace tenbin
