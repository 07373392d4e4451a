// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <initializer_list>

namespace tenbin {

/// Product of non-negative sizes, at most 2^45: paddings and windows of a file are numbers without a limit of their own,
/// and so many bytes fit nowhere.
inline std::int64_t cappedProduct(std::initializer_list<std::int64_t> factors)
{
    constexpr double kLargest = 35184372088832.0;
    double product = 1.0;
    for (const std::int64_t factor : factors)
        product *= static_cast<double>(factor);
    return product < kLargest ? static_cast<std::int64_t>(product) : static_cast<std::int64_t>(kLargest);
}

} // namespace tenbin
