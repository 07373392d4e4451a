// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>

#include <onnx/onnx_pb.h>

#include "engine/core/result.h"

namespace tenbin {

/// Replaces calls of the model's own functions by the functions' nodes, in graphs inside of
/// nodes too. Functions of operators that Tenbin knows by itself (quantisers) stay calls.
///
/// Errors (without file): cyclicGraph where a function calls itself, modelTooLarge where
/// the calls amount to more than 100,000 nodes.
Result<void> inlineFunctions(onnx::ModelProto& model);

/// Gives every value that a node reads or writes another name, in the graphs of its
/// attributes too.
void renameValues(onnx::NodeProto& node, const std::function<std::string(const std::string&)>& rename);

} // namespace tenbin
