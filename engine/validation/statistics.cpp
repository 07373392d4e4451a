// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/validation/statistics.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tenbin {

namespace {

/// Ranks from 1; equal values share the mean of their ranks.
std::vector<double> ranks(std::span<const double> values)
{
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    std::vector<double> result(values.size());
    for (std::size_t first = 0; first < order.size();) {
        std::size_t last = first;
        while (last + 1 < order.size() && values[order[last + 1]] == values[order[first]])
            ++last;
        const double mean = 0.5 * static_cast<double>(first + last) + 1.0;
        for (std::size_t i = first; i <= last; ++i)
            result[order[i]] = mean;
        first = last + 1;
    }
    return result;
}

} // namespace

std::optional<double> quantile(std::vector<double> sample, double quantile)
{
    if (sample.empty())
        return std::nullopt;
    std::sort(sample.begin(), sample.end());
    const double position = quantile * static_cast<double>(sample.size() - 1);
    const auto below = static_cast<std::size_t>(position);
    const std::size_t above = std::min(below + 1, sample.size() - 1);
    return sample[below] + (position - static_cast<double>(below)) * (sample[above] - sample[below]);
}

std::optional<Spread> spreadOf(const std::vector<double>& sample)
{
    if (sample.empty())
        return std::nullopt;
    return Spread{*quantile(sample, 0.05), *quantile(sample, 0.25), *quantile(sample, 0.5), *quantile(sample, 0.75),
                  *quantile(sample, 0.95)};
}

std::optional<double> rankCorrelation(std::span<const double> a, std::span<const double> b)
{
    if (a.size() != b.size() || a.size() < 2)
        return std::nullopt;
    const std::vector<double> ra = ranks(a);
    const std::vector<double> rb = ranks(b);
    const double mean = 0.5 * static_cast<double>(a.size() + 1);
    double covariance = 0.0;
    double varianceA = 0.0;
    double varianceB = 0.0;
    for (std::size_t i = 0; i < ra.size(); ++i) {
        covariance += (ra[i] - mean) * (rb[i] - mean);
        varianceA += (ra[i] - mean) * (ra[i] - mean);
        varianceB += (rb[i] - mean) * (rb[i] - mean);
    }
    if (varianceA == 0.0 || varianceB == 0.0)
        return std::nullopt;
    return covariance / std::sqrt(varianceA * varianceB);
}

ErrorSummary summarise(std::span<const ScoredValue> values)
{
    ErrorSummary summary;
    summary.rows = values.size();
    if (values.empty())
        return summary;
    std::vector<double> absolute;
    std::vector<double> signedErrors;
    std::vector<double> predicted;
    std::vector<double> measured;
    std::size_t covered = 0;
    std::size_t withInterval = 0;
    for (const ScoredValue& value : values) {
        signedErrors.push_back(value.error());
        absolute.push_back(std::fabs(value.error()));
        predicted.push_back(value.predicted);
        measured.push_back(value.measured);
        if (value.hasInterval()) {
            ++withInterval;
            covered += value.covered() ? 1 : 0;
        }
    }
    summary.medianAbsolute = *quantile(absolute, 0.5);
    summary.percentile90 = *quantile(absolute, 0.9);
    summary.bias = *quantile(signedErrors, 0.5);
    summary.rankCorrelation = rankCorrelation(predicted, measured);
    if (withInterval > 0)
        summary.coverage = static_cast<double>(covered) / static_cast<double>(withInterval);
    return summary;
}

} // namespace tenbin
