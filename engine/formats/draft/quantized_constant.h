// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/formats/draft/graph.h"

namespace tenbin {

/// Elements of up to 8 bits one a byte, and packed again without gaps, the first element lowest.
std::vector<std::uint8_t> unpackBits(std::span<const std::byte> data, std::int64_t count, int bits);
std::vector<std::byte> packBits(const std::vector<std::uint8_t>& elements, int bits);

/// A float constant as integers of `type` (signed or unsigned, up to 8 bits, or int32) under
/// `quantization`, rounded half to even and saturated. Without values only type and quantisation change.
TensorId quantizedConstant(DraftGraph& draft, TensorId id, DataType type, Quantization quantization);

} // namespace tenbin
