// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/memory/live_bytes.h"

#include <algorithm>

namespace tenbin {

void LiveBytes::add(std::uint32_t first, std::uint32_t last, Bytes size)
{
    m_changes.push_back({first, size});
    m_changes.push_back({std::max(first, last) + 1, Bytes(0) - size});
}

std::pair<std::uint32_t, Bytes> LiveBytes::peak() const
{
    std::vector<Change> changes = m_changes;
    std::stable_sort(changes.begin(), changes.end(), [](const Change& a, const Change& b) { return a.at < b.at; });
    std::pair<std::uint32_t, Bytes> best{0, Bytes(0)};
    Bytes live;
    for (std::size_t i = 0; i < changes.size(); ++i) {
        live += changes[i].difference;
        const bool operatorComplete = i + 1 == changes.size() || changes[i + 1].at != changes[i].at;
        if (operatorComplete && live > best.second)
            best = {changes[i].at, live};
    }
    return best;
}

std::vector<Bytes> LiveBytes::perOperator(std::size_t operators) const
{
    std::vector<Bytes> sums(operators + 1);
    for (const Change& change : m_changes)
        sums[std::min<std::size_t>(change.at, operators)] += change.difference;
    for (std::size_t i = 1; i < sums.size(); ++i)
        sums[i] += sums[i - 1];
    sums.resize(operators);
    return sums;
}

} // namespace tenbin
