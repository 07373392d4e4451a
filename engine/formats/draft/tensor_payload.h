// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>

namespace tenbin {

/// Values of a large tensor where they lie in the file.
struct TensorPayload {
    int field = 0; ///< of onnx.TensorProto: 9 raw bytes, 4 floats, 10 doubles, 5, 7 and 11 varints
    std::span<const std::byte> bytes;
};

} // namespace tenbin
