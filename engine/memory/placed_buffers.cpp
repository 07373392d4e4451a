// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/memory/placed_buffers.h"

#include <algorithm>
#include <bit>

namespace tenbin {

PlacedBuffers::PlacedBuffers(const std::vector<BufferRequest>& requests) : m_requests(requests)
{
    // Whether two ranges meet is decided where the later one begins: other moments need no leaf.
    std::vector<std::uint32_t> begins;
    begins.reserve(requests.size());
    for (const BufferRequest& request : requests)
        begins.push_back(request.first);
    std::sort(begins.begin(), begins.end());
    begins.erase(std::unique(begins.begin(), begins.end()), begins.end());
    const auto rank = [&](auto position) { return static_cast<std::uint32_t>(position - begins.begin()); };
    m_ranges.reserve(requests.size());
    for (const BufferRequest& request : requests)
        m_ranges.push_back({rank(std::lower_bound(begins.begin(), begins.end(), request.first)),
                            rank(std::upper_bound(begins.begin(), begins.end(), request.last)) - 1});
    m_leaves = std::bit_ceil(static_cast<std::uint32_t>(std::max<std::size_t>(1, begins.size())));
    m_throughout.resize(std::size_t{2} * m_leaves);
    m_within.resize(std::size_t{2} * m_leaves);
}

void PlacedBuffers::clear()
{
    for (Addresses& addresses : m_throughout)
        addresses.clear();
    for (Addresses& addresses : m_within)
        addresses.clear();
}

void PlacedBuffers::add(std::uint32_t request, Bytes offset)
{
    if (const Bytes size = m_requests[request].size; size > Bytes(0))
        add(1, {0, m_leaves - 1}, m_ranges[request], {offset, offset + size});
}

Bytes PlacedBuffers::lowestOffset(std::uint32_t request)
{
    const Bytes size = m_requests[request].size;
    if (size == Bytes(0))
        return Bytes(0);
    m_cursors.clear();
    collect(1, {0, m_leaves - 1}, m_ranges[request]);
    Bytes lowest;
    for (bool moved = true; moved;) {
        moved = false;
        for (Cursor& cursor : m_cursors) {
            const Addresses& taken = *cursor.addresses;
            while (cursor.at < taken.size() && taken[cursor.at].start < lowest + size) {
                if (taken[cursor.at].end > lowest) {
                    lowest = taken[cursor.at].end;
                    moved = true;
                }
                ++cursor.at;
            }
        }
    }
    return lowest;
}

void PlacedBuffers::unite(Addresses& addresses, Stretch stretch)
{
    const auto from = std::lower_bound(addresses.begin(), addresses.end(), stretch.start,
                                       [](const Stretch& s, Bytes start) { return s.end < start; });
    auto to = from;
    for (; to != addresses.end() && to->start <= stretch.end; ++to) {
        stretch.start = std::min(stretch.start, to->start);
        stretch.end = std::max(stretch.end, to->end);
    }
    if (from == to) {
        addresses.insert(from, stretch);
        return;
    }
    *from = stretch;
    addresses.erase(from + 1, to);
}

void PlacedBuffers::add(std::size_t node, Range of, Range range, Stretch stretch)
{
    if (range.last < of.first || of.last < range.first)
        return;
    unite(m_within[node], stretch);
    if (range.first <= of.first && of.last <= range.last) {
        unite(m_throughout[node], stretch);
        return;
    }
    const std::uint32_t middle = of.first + (of.last - of.first) / 2;
    add(2 * node, {of.first, middle}, range, stretch);
    add(2 * node + 1, {middle + 1, of.last}, range, stretch);
}

void PlacedBuffers::collect(std::size_t node, Range of, Range range)
{
    if (range.last < of.first || of.last < range.first)
        return;
    const bool whole = range.first <= of.first && of.last <= range.last;
    const Addresses& taken = whole ? m_within[node] : m_throughout[node];
    if (!taken.empty())
        m_cursors.push_back({&taken, 0});
    if (whole || m_within[node].empty())
        return;
    const std::uint32_t middle = of.first + (of.last - of.first) / 2;
    collect(2 * node, {of.first, middle}, range);
    collect(2 * node + 1, {middle + 1, of.last}, range);
}

} // namespace tenbin
