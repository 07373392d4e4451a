// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/graph/tensor.h"

namespace tenbin {

/// Number of elements, or nothing when a dimension is negative or the product exceeds 2^40.
std::optional<std::int64_t> checkedElements(const Shape& shape);

/// Values of an integer constant (axes, paddings, shapes); nothing if it is no constant,
/// has no values, is no integer of 8 to 64 bits or has more than 65,536 elements.
std::optional<std::vector<std::int64_t>> integerValues(const Tensor& tensor);

/// Values of a float16, float32 or float64 constant as float; nothing otherwise.
std::optional<std::vector<float>> floatValues(const Tensor& tensor);

/// IEEE 754 binary16, rounded to the nearest; values beyond its range become infinite.
std::uint16_t halfFromFloat(float value);

/// Axis counted from the front, or nothing if it is outside [-rank, rank).
std::optional<int> resolveAxis(std::int64_t axis, std::size_t rank);

/// The plain values' bytes, least significant byte first.
template <class T>
std::vector<std::byte> toBytes(const std::vector<T>& values)
{
    const auto* data = reinterpret_cast<const std::byte*>(values.data());
    return {data, data + values.size() * sizeof(T)};
}

} // namespace tenbin
