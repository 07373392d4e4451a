// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "engine/formats/onnx/model.h"

namespace tenbin {

/// What is known of a node's input when its output is sized.
struct OnnxOperand {
    Shape shape;
    std::optional<std::vector<std::int64_t>> values; ///< of a small integer constant
};

/// Shapes of a node's outputs by the rules of the ONNX standard.
struct OnnxShapes {
    std::vector<Shape> outputs;
    bool upperBound = false; ///< the true size depends on values; this is the largest possible
};

/// Sizes the outputs of operators that have no kind of their own in a network: functions of
/// one element, normalisations, reductions, windows of other kinds, selections by value.
/// An operand is empty where it is absent. Nothing where the node is not among them, is
/// malformed, or its size hangs on values that are not known.
std::optional<OnnxShapes> sizeOnnxNode(const OnnxNode& node, const std::vector<std::optional<OnnxOperand>>& operands,
                                       std::int64_t opset);

/// Whether there is a rule for the size of such a node.
bool isSizedOnnx(std::string_view type);

/// Shape of two or more operands that broadcast against each other; nothing if they do not.
std::optional<Shape> broadcastShapes(const std::vector<Shape>& shapes);

} // namespace tenbin
