// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <onnx/onnx_pb.h>

namespace tenbin {

using OnnxNodes = google::protobuf::RepeatedPtrField<onnx::NodeProto>;

/// Appends to `nodes` the plain form of a fused or quantised operator: QLinearConv … become
/// dequantisers, the operator and a quantiser; FusedConv … the operator and its activation.
/// False if `node` is not one of them, or lacks what they need.
bool expandNode(const onnx::NodeProto& node, OnnxNodes& nodes);

/// Expands every node, in the graphs of control flow too.
void expandNodes(OnnxNodes& nodes);

} // namespace tenbin
