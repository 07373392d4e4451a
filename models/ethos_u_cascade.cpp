// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ethos_u_cascade.h"

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
                groups[i] = {std::min(groups[map.producer].first, groups[i].first), std::max(groups[map.consumer].last, groups[i].last)};
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

void cascade(MapSet& set, std::int64_t target)
{
    const auto busiest = [&](const std::vector<std::int64_t>& live) { return std::max_element(live.begin(), live.end()); };
    auto ranges = set.ranges();
    auto live = set.liveBytes(ranges);
    while (!live.empty() && *busiest(live) > target) {
        const auto peak = busiest(live);
        const auto at = static_cast<std::uint32_t>(peak - live.begin());
        std::vector<std::size_t> candidates;
        for (std::size_t i = 0; i < set.maps.size(); ++i)
            if (!set.maps[i].rolled && set.maps[i].rollingBytes > 0 && ranges[i].first <= at && at <= ranges[i].last)
                candidates.push_back(i);
        std::sort(candidates.begin(), candidates.end(), [&](std::size_t a, std::size_t b) { return set.maps[a].bytes > set.maps[b].bytes; });
        const bool better = std::any_of(candidates.begin(), candidates.end(), [&](std::size_t i) {
            set.maps[i].rolled = true;
            auto newRanges = set.ranges();
            auto newLive = set.liveBytes(newRanges);
            if (newLive[at] < *peak && *busiest(newLive) <= *peak) {
                ranges = std::move(newRanges);
                live = std::move(newLive);
                return true;
            }
            set.maps[i].rolled = false;
            return false;
        });
        if (!better)
            return;
    }
}

} // namespace tenbin::ethos_u
