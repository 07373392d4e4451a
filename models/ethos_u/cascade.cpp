// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ethos_u/cascade.h"

#include <algorithm>

namespace tenbin::ethos_u {

std::vector<MapSet::Range> MapSet::ranges() const
{
    // Operators joined by a rolled map run together: everything they touch lives as long as all of them.
    std::vector<Range> groups(bufferBytes.size());
    for (std::uint32_t i = 0; i < groups.size(); ++i)
        groups[i] = {i, i};
    for (const Map& map : maps)
        if (map.rolled)
            for (std::uint32_t i = groups[map.producer].first; i <= groups[map.consumer].last; ++i)
                groups[i] = {std::min(groups[map.producer].first, groups[i].first),
                             std::max(groups[map.consumer].last, groups[i].last)};
    // A later map may have joined groups that an earlier one already covers.
    for (std::size_t i = 1; i < groups.size(); ++i)
        if (groups[i - 1].last >= i)
            groups[i] = {std::min(groups[i].first, groups[i - 1].first), std::max(groups[i].last, groups[i - 1].last)};
    for (std::size_t i = groups.size(); i-- > 1;)
        if (groups[i].first < i)
            groups[i - 1].last = std::max(groups[i - 1].last, groups[i].last);
    std::vector<Range> result;
    result.reserve(maps.size());
    for (const Map& map : maps)
        result.push_back({groups[map.first].first, groups[map.last].last});
    return result;
}

std::vector<std::int64_t> MapSet::liveBytes(const std::vector<Range>& ranges) const
{
    std::vector<std::int64_t> change(bufferBytes.size() + 1);
    for (std::size_t i = 0; i < maps.size(); ++i)
        if (maps[i].inSram) {
            const std::int64_t bytes = maps[i].rolled ? maps[i].rollingBytes : maps[i].bytes;
            change[ranges[i].first] += bytes;
            change[ranges[i].last + 1] -= bytes;
        }
    std::vector<std::int64_t> live(bufferBytes.size());
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < live.size(); ++i)
        live[i] = (sum += change[i]) + bufferBytes[i];
    return live;
}

namespace {

constexpr int kLongestTrial = 8; // maps rolled together in one trial
/// Maps and operators that may be looked at, a hundred times what the largest networks of the zoo need: networks of
/// tens of thousands of operators stop rolling there, and then take more SRAM than they would have to.
constexpr std::size_t kBudget = 40'000'000;

/// One step after the other: rolls maps while that lowers the busiest operator.
class Cascader {
public:
    explicit Cascader(MapSet& set) : m_set(set) { measure(); }

    void run(std::int64_t target)
    {
        while (m_peak > target && m_spent < kBudget && improve()) {
        }
    }

private:
    void measure()
    {
        m_spent += m_set.maps.size() + m_set.bufferBytes.size();
        m_ranges = m_set.ranges();
        const auto live = m_set.liveBytes(m_ranges);
        const auto busiest = std::max_element(live.begin(), live.end());
        m_peak = busiest == live.end() ? 0 : *busiest;
        m_at = static_cast<std::uint32_t>(busiest - live.begin());
    }

    /// Starts from the largest map at the busiest operator and adds neighbours until the peak falls.
    bool improve()
    {
        std::vector<std::size_t> candidates;
        for (std::size_t i = 0; i < m_set.maps.size(); ++i)
            if (rollable(i) && m_ranges[i].first <= m_at && m_at <= m_ranges[i].last)
                candidates.push_back(i);
        std::sort(candidates.begin(), candidates.end(),
                  [&](std::size_t a, std::size_t b) { return m_set.maps[a].bytes > m_set.maps[b].bytes; });
        return std::any_of(candidates.begin(), candidates.end(), [&](std::size_t i) { return tryChain(i); });
    }

    bool rollable(std::size_t i) const { return !m_set.maps[i].rolled && m_set.maps[i].rollingBytes > 0; }

    bool tryChain(std::size_t start)
    {
        const std::int64_t before = m_peak;
        if (m_spent >= kBudget)
            return false;
        std::vector<std::size_t> trial;
        for (int next = static_cast<int>(start); next >= 0 && trial.size() < kLongestTrial; next = neighbour(trial)) {
            trial.push_back(static_cast<std::size_t>(next));
            m_set.maps[trial.back()].rolled = true;
            measure();
            if (m_peak < before)
                return true;
        }
        for (const std::size_t i : trial)
            m_set.maps[i].rolled = false;
        measure();
        return false;
    }

    /// The largest rollable map next to the chain; -1 if there is none.
    int neighbour(const std::vector<std::size_t>& chain)
    {
        m_spent += m_set.maps.size();
        int best = -1;
        for (std::size_t i = 0; i < m_set.maps.size(); ++i) {
            const Map& map = m_set.maps[i];
            const bool touches =
                rollable(i) && std::any_of(chain.begin(), chain.end(), [&](std::size_t c) {
                    return m_set.maps[c].producer == map.consumer || m_set.maps[c].consumer == map.producer;
                });
            if (touches && (best < 0 || map.bytes > m_set.maps[static_cast<std::size_t>(best)].bytes))
                best = static_cast<int>(i);
        }
        return best;
    }

    MapSet& m_set;
    std::vector<MapSet::Range> m_ranges;
    std::int64_t m_peak = 0;
    std::size_t m_spent = 0;
    std::uint32_t m_at = 0;
};

} // namespace

void cascade(MapSet& set, std::int64_t target) { Cascader(set).run(target); }

} // namespace tenbin::ethos_u
