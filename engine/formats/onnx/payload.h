// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <onnx/onnx_pb.h>

#include "engine/core/result.h"
#include "engine/formats/draft/tensor_payload.h"

namespace tenbin {

/// An ONNX file without the values of its large tensors, so that parsing copies structure only.
struct OnnxSkeleton {
    std::string message; ///< an onnx.ModelProto
    std::vector<TensorPayload> payloads;
};

/// Takes the payloads out of a file. What protobuf could not hold, or would need far more
/// memory than the file is long for, is refused. Errors (without file): modelTooLarge.
Result<OnnxSkeleton> takeOutPayloads(std::span<const std::byte> file);

/// Position of a tensor's values among the payloads; nothing where they lie in the message.
std::optional<std::size_t> payloadOf(const onnx::TensorProto& tensor);

/// Varints as elements of `width` bytes; nothing unless there are exactly `count` of them.
std::optional<std::vector<std::byte>> decodeVarints(std::span<const std::byte> bytes, std::size_t count,
                                                    std::size_t width);

} // namespace tenbin
