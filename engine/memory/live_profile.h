// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "engine/core/units.h"

namespace tenbin {

/// Bytes live during each operator, which change while something is planned. Each question and each change takes
/// time in the logarithm of the operators, however long the range is.
class LiveProfile {
public:
    /// `bytes` live during each operator to begin with.
    explicit LiveProfile(const std::vector<Bytes>& bytes);

    /// `size` bytes more (or less) during operators [first, last], inclusive.
    void add(std::uint32_t first, std::uint32_t last, Bytes size);
    /// Most bytes live during one of the operators [first, last].
    Bytes highest(std::uint32_t first, std::uint32_t last) const;
    /// The first operator with the largest sum, and the sum; {0, 0} without operators.
    std::pair<std::uint32_t, Bytes> peak() const;

private:
    struct Range {
        std::uint32_t first, last;
    };
    void add(std::size_t node, Range of, Range range, Bytes size);
    Bytes highest(std::size_t node, Range of, Range range) const;

    std::uint32_t m_leaves = 1; ///< a power of two
    std::vector<Bytes> m_most;  ///< below each node, what was added to the node included
    std::vector<Bytes> m_added; ///< to all operators below a node
};

} // namespace tenbin
