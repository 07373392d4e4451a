// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <onnx/onnx_pb.h>

namespace tenbin {

/// Appends to `graph` the plain form of a quantised operator (QLinearConv …): dequantisers,
/// the operator, a quantiser. False if `node` is not one of them.
bool expandQuantizedNode(const onnx::NodeProto& node, onnx::GraphProto& graph);

} // namespace tenbin
