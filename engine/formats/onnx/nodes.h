// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "engine/formats/onnx/lowering.h"

namespace tenbin {

/// Translates a model into the draft: constants, inputs, nodes in order, outputs. Errors (without file): those of
/// handlers, with the node, and of the graph's values.
Result<void> lowerNetwork(OnnxLowering& lowering);

/// Translates one node: computes it where all it reads is constant, else by its handler.
Result<void> lowerNode(OnnxLowering& lowering, const OnnxNode& node);

/// The value of a Constant node, under `name`.
Result<void> lowerConstant(OnnxLowering& lowering, const OnnxNode& node, const std::string& name);

} // namespace tenbin
