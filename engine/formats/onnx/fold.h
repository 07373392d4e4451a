// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "engine/formats/draft/graph.h"
#include "engine/formats/onnx/model.h"

namespace tenbin {

/// A constant in the middle of arithmetic: shapes, and weights that are cast, scaled or moved.
/// Integers up to 2^53 are exact.
struct FoldedValue {
    Shape shape;
    std::vector<double> values; ///< row by row, as the shape says
    DataType type = DataType::int64();
};

using FoldInputs = std::vector<std::optional<FoldedValue>>;
using FoldResults = std::optional<std::vector<FoldedValue>>;

/// Most elements that a folded constant may have.
inline constexpr std::int64_t kMaxFoldedElements = std::int64_t{1} << 24;

/// Operators whose result is computed when all they read is constant.
bool isFoldable(std::string_view type);

/// Element by element, so that the result has the shape of input 0.
bool keepsShape(std::string_view type);
/// Operand by operand, so that the result has the shape they broadcast to.
bool broadcasts(std::string_view type);

/// Values of a constant; nothing if they are not in the file, quantised, or more than `limit`.
std::optional<FoldedValue> foldedValue(const Tensor& tensor, std::int64_t limit = kMaxFoldedElements);

/// The node's results, or nothing where they cannot be computed (the node is then kept).
/// For Shape and Size the input holds the shape alone. `limit` bounds the elements of a result.
FoldResults foldNode(const OnnxNode& node, const FoldInputs& inputs, std::int64_t opset,
                     std::int64_t limit = kMaxFoldedElements);

/// The result as a constant of the draft.
TensorId addFolded(DraftGraph& draft, const FoldedValue& value, const std::string& name);

} // namespace tenbin
