// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "engine/core/units.h"

namespace tenbin {

/// Sums of bytes that are live at the same time, from live ranges in any order.
class LiveBytes {
public:
    /// `size` bytes during operators [first, last], inclusive.
    void add(std::uint32_t first, std::uint32_t last, Bytes size);
    /// The first operator with the largest sum, and the sum; {0, 0} without ranges.
    std::pair<std::uint32_t, Bytes> peak() const;
    /// Bytes live during each of the operators 0 to `operators` - 1.
    std::vector<Bytes> perOperator(std::size_t operators) const;

private:
    struct Change {
        std::uint32_t at;
        Bytes difference;
    };
    std::vector<Change> m_changes;
};

} // namespace tenbin
