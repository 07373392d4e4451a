// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "engine/formats/draft_graph.h"
#include "engine/formats/onnx_model.h"

namespace tenbin {

/// A small constant in the middle of shape arithmetic. Integers up to 2^53 are exact.
struct FoldedValue {
    Shape shape;
    std::vector<double> values;
    DataType type = DataType::int64();
};

/// Operators that exporters use to compute shapes.
bool isFoldable(std::string_view type);

/// Values of a constant with at most 65,536 elements.
std::optional<FoldedValue> foldedValue(const Tensor& tensor);

/// The node's result, or nothing where it cannot be computed (the node is then kept).
/// For Shape and Size the input holds the shape alone.
std::optional<FoldedValue> foldNode(const OnnxNode& node, const std::vector<std::optional<FoldedValue>>& inputs);

/// The result as a constant of the draft.
TensorId addFolded(DraftGraph& draft, const FoldedValue& value, const std::string& name);

} // namespace tenbin
