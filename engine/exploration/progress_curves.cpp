// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/exploration/progress_curves.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tenbin {

namespace {

CostColumns rowsOf(const CostColumns& columns, const std::vector<std::uint32_t>& rows)
{
    CostColumns part(columns.size());
    for (std::size_t objective = 0; objective < columns.size(); ++objective)
        for (const std::uint32_t row : rows)
            part[objective].push_back(columns[objective][row]);
    return part;
}

} // namespace

std::vector<HypervolumeStep> hypervolumeGrowth(const CostColumns& columns, std::size_t steps)
{
    std::vector<HypervolumeStep> growth;
    const std::size_t count = columns.empty() ? 0 : columns.front().size();
    if (count == 0 || steps == 0 || columns.size() > kMostObjectivesForGrowth)
        return growth;
    const std::vector<CostRange> box = extents(columns);
    std::vector<std::uint32_t> front;
    std::size_t taken = 0;
    for (std::size_t step = 1; step <= steps; ++step) {
        const std::size_t until = count * step / steps;
        if (until == taken)
            continue;
        std::vector<std::uint32_t> candidates = front;
        candidates.resize(front.size() + until - taken);
        std::iota(candidates.begin() + static_cast<std::ptrdiff_t>(front.size()), candidates.end(),
                  static_cast<std::uint32_t>(taken));
        const CostColumns part = rowsOf(columns, candidates);
        const std::vector<std::uint32_t> best = paretoFront(part);
        growth.push_back({until, hypervolume(part, best, box)});
        front.clear();
        for (const std::uint32_t row : best)
            front.push_back(candidates[row]);
        taken = until;
    }
    return growth;
}

Histogram histogramOf(std::span<const double> values, double low, double high, std::size_t bins, bool logarithmic)
{
    Histogram histogram;
    if (!(high > low) || bins == 0 || (logarithmic && !(low > 0.0)))
        return histogram;
    const double span = logarithmic ? std::log(high / low) : high - low;
    const auto width = span / static_cast<double>(bins);
    for (std::size_t edge = 0; edge <= bins; ++edge) {
        const double at = width * static_cast<double>(edge);
        histogram.edges.push_back(logarithmic ? low * std::exp(at) : low + at);
    }
    histogram.counts.resize(bins);
    for (const double value : values) {
        const bool inside = value >= low && value <= high; // false of what is no number
        if (!inside)
            continue;
        const double at = logarithmic ? std::log(value / low) : value - low;
        ++histogram.counts[std::min(bins - 1, static_cast<std::size_t>(at / width))];
    }
    return histogram;
}

} // namespace tenbin
