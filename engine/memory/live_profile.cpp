// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/memory/live_profile.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace tenbin {

namespace {

constexpr Bytes kNone{std::numeric_limits<std::int64_t>::min() / 2};

} // namespace

LiveProfile::LiveProfile(const std::vector<Bytes>& bytes)
    : m_leaves(std::bit_ceil(static_cast<std::uint32_t>(std::max<std::size_t>(1, bytes.size())))),
      m_most(std::size_t{2} * m_leaves, kNone), m_added(std::size_t{2} * m_leaves)
{
    if (bytes.empty())
        m_most[m_leaves] = Bytes(0);
    std::copy(bytes.begin(), bytes.end(), m_most.begin() + m_leaves);
    for (std::size_t node = m_leaves; node-- > 1;)
        m_most[node] = std::max(m_most[2 * node], m_most[2 * node + 1]);
}

void LiveProfile::add(std::uint32_t first, std::uint32_t last, Bytes size)
{
    add(1, {0, m_leaves - 1}, {first, last}, size);
}

Bytes LiveProfile::highest(std::uint32_t first, std::uint32_t last) const
{
    return highest(1, {0, m_leaves - 1}, {first, last});
}

std::pair<std::uint32_t, Bytes> LiveProfile::peak() const
{
    std::size_t node = 1;
    while (node < m_leaves)
        node = m_most[2 * node] >= m_most[2 * node + 1] ? 2 * node : 2 * node + 1;
    return {static_cast<std::uint32_t>(node - m_leaves), m_most[1]};
}

void LiveProfile::add(std::size_t node, Range of, Range range, Bytes size)
{
    if (range.last < of.first || of.last < range.first)
        return;
    if (range.first <= of.first && of.last <= range.last) {
        m_most[node] += size;
        m_added[node] += size;
        return;
    }
    const std::uint32_t middle = of.first + (of.last - of.first) / 2;
    add(2 * node, {of.first, middle}, range, size);
    add(2 * node + 1, {middle + 1, of.last}, range, size);
    m_most[node] = std::max(m_most[2 * node], m_most[2 * node + 1]) + m_added[node];
}

Bytes LiveProfile::highest(std::size_t node, Range of, Range range) const
{
    if (range.last < of.first || of.last < range.first)
        return kNone;
    if (range.first <= of.first && of.last <= range.last)
        return m_most[node];
    const std::uint32_t middle = of.first + (of.last - of.first) / 2;
    return std::max(highest(2 * node, {of.first, middle}, range), highest(2 * node + 1, {middle + 1, of.last}, range))
           + m_added[node];
}

} // namespace tenbin
