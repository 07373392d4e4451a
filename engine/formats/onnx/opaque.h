// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "engine/formats/onnx/lowering.h"
#include "engine/formats/onnx/shapes.h"

namespace tenbin {

/// Whether one of the inputs has no known size.
bool readsUnsized(const OnnxLowering& lowering, const OnnxNode& node);

/// What is known of the inputs; nothing of those that are absent or have no known size.
std::vector<std::optional<OnnxOperand>> operandsOf(const OnnxLowering& lowering, const OnnxNode& node);

/// Nobody can size the output: it counts as one element, and what follows as far as it is declared.
Result<void> lowerUnsized(OnnxLowering& lowering, const OnnxNode& node, OperatorKind kind);

/// A node behind an output without a size: estimated where its own size is known all the same.
Result<void> lowerUnsizedInput(OnnxLowering& lowering, const OnnxNode& node);

} // namespace tenbin
