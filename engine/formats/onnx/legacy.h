// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include <onnx/onnx_pb.h>

namespace tenbin {

/// Brings what the operator sets 1 to 8 wrote otherwise to the form of later ones: names of
/// types as numbers, paddings under their later name, the axis of a Concat, the scales of an
/// Upsample; in the graphs of control flow too.
void modernizeNodes(google::protobuf::RepeatedPtrField<onnx::NodeProto>& nodes, std::int64_t opset);

} // namespace tenbin
