// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "engine/formats/onnx/shapes.h"

namespace tenbin {

/// Multiply-accumulates of a node that keeps its name: convolutions over volumes and deformed ones, sums of
/// products, attention with keys of earlier steps, matrix products of forms that have no kind of their own.
/// An operand is empty where it is absent or has no known shape. 0 where the node multiplies no matrices, or
/// where a shape that decides is not known.
std::int64_t onnxProductMacs(const OnnxNode& node, const std::vector<std::optional<OnnxOperand>>& operands,
                             const std::vector<Shape>& outputs);

/// Whether such a node of the standard, under its own name, is counted.
bool countsOnnxProduct(std::string_view type);

} // namespace tenbin
