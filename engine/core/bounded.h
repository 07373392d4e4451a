// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <initializer_list>

namespace tenbin {

/// Most that one operator's elements, bytes or products are taken for: shapes of a hostile file multiply
/// to more than 64 bits hold. Tensors have up to 2^40 elements, and 2^16 operators of this size can be summed.
inline constexpr std::int64_t kMostCount = std::int64_t{1} << 46;

/// Product of counts that stops at kMostCount; 0 if a factor is 0 or less.
constexpr std::int64_t boundedProduct(std::initializer_list<std::int64_t> factors)
{
    std::int64_t result = 1;
    for (const std::int64_t factor : factors) {
        if (factor <= 0)
            return 0;
        if (result > kMostCount / factor)
            return kMostCount;
        result *= factor;
    }
    return result;
}

/// A count computed in floating point, cut at 0 and kMostCount. Not a number counts as too much.
constexpr std::int64_t boundedCount(double value)
{
    if (!(value < static_cast<double>(kMostCount)))
        return kMostCount;
    return value > 0.0 ? static_cast<std::int64_t>(value) : 0;
}

} // namespace tenbin
