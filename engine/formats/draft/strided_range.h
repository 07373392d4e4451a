// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>

namespace tenbin {

/// One dimension of a strided slice: begin inclusive, end exclusive.
struct StridedRange {
    std::int64_t begin = 0, end = 0, stride = 1;
};

/// Resolves negative indices (from the end) and indices beyond the dimension, as NumPy,
/// TensorFlow and ONNX do. Nothing if the stride is zero or beyond 2^40 either way.
inline std::optional<StridedRange> resolveRange(StridedRange range, std::int64_t size, bool wholeBegin, bool wholeEnd)
{
    constexpr std::int64_t kMaxStride = std::int64_t{1} << 40;
    if (range.stride == 0 || range.stride > kMaxStride || range.stride < -kMaxStride)
        return std::nullopt;
    const bool forward = range.stride > 0;
    // Going down, the first element lies at size - 1 at most and the end may be -1.
    const std::int64_t lowest = forward ? 0 : -1;
    const std::int64_t highest = forward ? size : size - 1;
    const auto resolve = [&](std::int64_t index) {
        return std::clamp(index < 0 ? index + size : index, lowest, highest);
    };
    const std::int64_t first = forward ? 0 : highest;
    const std::int64_t behindLast = forward ? size : -1;
    const std::int64_t begin = wholeBegin ? first : resolve(range.begin);
    const std::int64_t end = wholeEnd ? behindLast : resolve(range.end);
    // An empty range of a reversed slice must not begin before the tensor.
    return StridedRange{std::max<std::int64_t>(begin, 0), end, range.stride};
}

} // namespace tenbin
