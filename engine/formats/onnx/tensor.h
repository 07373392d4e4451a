// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <onnx/onnx_pb.h>

#include "engine/core/result.h"
#include "engine/formats/draft/graph.h"
#include "engine/formats/draft/permuted_constant.h"

namespace tenbin {

/// Type of an ONNX element; nothing for undefined and unknown codes.
std::optional<DataType> onnxDataType(int elementType);

/// A constant from its protobuf. Raw values are used in place, the others are packed.
/// `missing` tells that the file has the shape only. Errors (without file): shapeUnknown,
/// modelTooLarge, modelCorrupt, attributeInvalid.
struct OnnxConstant {
    TensorId id;
    bool missing = false;
};
Result<OnnxConstant> addOnnxConstant(DraftGraph& draft, const onnx::TensorProto& proto, const std::string& name);

} // namespace tenbin
