// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>

namespace tenbin {

enum class ModelFormat { tflite, onnx, keras, other, unknown };

struct SniffedFormat {
    ModelFormat format = ModelFormat::unknown;
    std::string name;    ///< of a format that is recognised but cannot be read: "ExecuTorch (aten::add.out)"
    std::string instead; ///< what of the same network can be read; empty for what is no network
};

/// Tells a format by its content. ONNX has no signature: it is told by the
/// field numbers of its outermost message.
SniffedFormat sniffFormat(std::span<const std::byte> bytes);

/// The first bytes as "89 50 4e 47", for messages about unknown content.
std::string firstBytes(std::span<const std::byte> bytes);

} // namespace tenbin
