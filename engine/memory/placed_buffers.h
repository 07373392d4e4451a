// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/memory/memory_plan.h"

namespace tenbin {

/// Buffers of one memory that have their place, for the question where the next one fits. A tree over time holds
/// at each node which addresses are taken throughout its stretch and at some time within it, so that thousands of
/// buffers alive at once are no more than a few stretches of addresses.
class PlacedBuffers {
public:
    /// Only buffers among `requests` will be placed. The vector outlives this.
    explicit PlacedBuffers(const std::vector<BufferRequest>& requests);

    void clear();
    void add(std::uint32_t request, Bytes offset);
    /// The lowest offset at which `request` lies beside all placed buffers that live at the same time.
    Bytes lowestOffset(std::uint32_t request);

private:
    struct Stretch {
        Bytes start, end;
    };
    /// Addresses in order; stretches neither overlap nor touch.
    using Addresses = std::vector<Stretch>;
    struct Range {
        std::uint32_t first, last;
    };
    static void unite(Addresses& addresses, Stretch stretch);
    void add(std::size_t node, Range of, Range range, Stretch stretch);
    void collect(std::size_t node, Range of, Range range);

    const std::vector<BufferRequest>& m_requests;
    std::vector<Range> m_ranges; ///< of the requests, counted in the moments at which any request begins
    std::uint32_t m_leaves = 1;  ///< a power of two
    std::vector<Addresses> m_throughout, m_within; ///< by node
    struct Cursor {
        const Addresses* addresses;
        std::size_t at;
    };
    std::vector<Cursor> m_cursors;
};

} // namespace tenbin
