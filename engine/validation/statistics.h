// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <vector>

namespace tenbin {

/// Value below which `quantile` (0 to 1) of the sample lies, interpolated
/// linearly between order statistics; empty for an empty sample.
std::optional<double> quantile(std::vector<double> sample, double quantile);

/// How a sample lies: the middle half of it in a box, nine tenths between the whiskers.
struct Spread {
    double low = 0.0, lowerQuartile = 0.0, median = 0.0, upperQuartile = 0.0, high = 0.0; ///< 5, 25, 50, 75, 95 %
};
/// Empty for an empty sample.
std::optional<Spread> spreadOf(const std::vector<double>& sample);

/// Spearman's rank correlation, ties with their mean rank; empty for fewer than
/// two pairs or where one side is constant.
std::optional<double> rankCorrelation(std::span<const double> a, std::span<const double> b);

/// How well estimates meet measurements.
struct ErrorSummary {
    std::size_t rows = 0;
    double medianAbsolute = 0.0; ///< median of |predicted/measured - 1|
    double percentile90 = 0.0;   ///< 90th percentile of the same
    double bias = 0.0;           ///< median of predicted/measured - 1
    std::optional<double> rankCorrelation;
    std::optional<double> coverage; ///< share of measurements inside their estimate's interval, of those that have one
};

/// One prediction with its measurement.
struct ScoredValue {
    double predicted = 0.0, measured = 0.0;
    std::optional<double> low, high;
    bool hasInterval() const { return low || high; }
    bool covered() const { return (!low || *low <= measured) && (!high || measured <= *high); }
    double error() const { return predicted / measured - 1.0; }
};
ErrorSummary summarise(std::span<const ScoredValue> values);

} // namespace tenbin
