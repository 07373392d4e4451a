// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/exploration/pareto.h"

namespace tenbin {

/// The front's hypervolume after the first `rows` rows, in the box of all rows.
struct HypervolumeStep {
    std::size_t rows = 0;
    double hypervolume = 0.0; ///< share of the box, 0 to 1; never falls
};

/// At most `steps` moments, evenly spread over the rows in the order in which they were evaluated. Each goes on from
/// the front before it, so that all of them together cost about one front. Empty for no rows, and for more than
/// `kMostObjectivesForGrowth` objectives, of which one hypervolume alone may take seconds.
inline constexpr std::size_t kMostObjectivesForGrowth = 3;
std::vector<HypervolumeStep> hypervolumeGrowth(const CostColumns& columns, std::size_t steps);

/// How often values fall between equally wide edges, along their logarithm where `logarithmic`.
struct Histogram {
    std::vector<double> edges;       ///< one more than counts
    std::vector<std::size_t> counts; ///< the last holds its upper edge, too
};
/// Values that are no number, or outside, are left out. No bins for an empty range.
Histogram histogramOf(std::span<const double> values, double low, double high, std::size_t bins, bool logarithmic);

} // namespace tenbin
