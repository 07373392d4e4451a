// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace tenbin {

/// Objectives as costs: one column an objective, smaller is better. A row with a NaN takes no part.
using CostColumns = std::vector<std::vector<double>>;

/// Rows that no other row dominates (at most equal in every column, smaller in one), ascending. Equal rows
/// stay together. One to three columns: O(n log n); more: n times the size of the front.
std::vector<std::uint32_t> paretoFront(const CostColumns& columns, int threads = 0);

bool dominates(const CostColumns& columns, std::uint32_t a, std::uint32_t b);

/// A row of the front that dominates `row`, of several the one that is better by the largest factor in sum
/// of logarithms; nothing if none does.
std::optional<std::uint32_t> dominatorOf(const CostColumns& columns, std::span<const std::uint32_t> front,
                                         std::uint32_t row);

/// Lowest and highest value of a column over rows that take part.
struct CostRange {
    double low = 0.0, high = 0.0;
};
std::vector<CostRange> extents(const CostColumns& columns);
/// Where a value lies between low (0) and high (1): by its logarithm where both are positive.
double relativePlace(const CostRange& extent, double value);

/// The row of the front with the best bargain: smallest sum of relative places between the front's own
/// extremes. Nothing for fewer than three rows.
std::optional<std::uint32_t> kneeOf(const CostColumns& columns, std::span<const std::uint32_t> front);

/// Share of the box between the best and the worst value of each objective (`box`, relative places) that the
/// front dominates, 0 to 1. Computed by pagmo.
double hypervolume(const CostColumns& columns, std::span<const std::uint32_t> front, const std::vector<CostRange>& box);

} // namespace tenbin
