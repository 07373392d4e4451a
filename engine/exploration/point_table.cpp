// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/exploration/point_table.h"

#include <algorithm>
#include <cmath>

namespace tenbin {

namespace {

/// What is infinite was divided by nothing: unknown.
double known(double value)
{
    if (!std::isfinite(value))
        return DesignFigures::kUnknown;
    return value;
}

/// The most that the hypervolume of many objectives is computed for: its time grows with the front.
constexpr std::size_t kMostForHypervolume = 2000;

} // namespace

void PointTable::reserve(std::size_t rows)
{
    index.reserve(rows);
    verdict.reserve(rows);
    for (auto* column : {&latency, &framesPerSecond, &energy, &peakMemory, &weights, &accuracy, &price})
        column->reserve(rows);
}

void PointTable::add(std::uint64_t point, const DesignFigures& figures, const SpaceLayout& layout)
{
    const SpaceBlock& block = layout.blockOf(point);
    index.push_back(point);
    verdict.push_back(figures.verdict);
    latency.push_back(known(figures.latency));
    framesPerSecond.push_back(known(figures.framesPerSecond));
    energy.push_back(known(figures.energy));
    peakMemory.push_back(known(figures.peakActivations));
    weights.push_back(known(figures.weights));
    accuracy.push_back(layout.networks[block.network].accuracy.value_or(DesignFigures::kUnknown));
    price.push_back(layout.targets[block.target].price.value_or(DesignFigures::kUnknown));
}

const std::vector<double>& PointTable::column(FigureKind kind) const
{
    switch (kind) {
    case FigureKind::latency:
        return latency;
    case FigureKind::framesPerSecond:
        return framesPerSecond;
    case FigureKind::energy:
        return energy;
    case FigureKind::peakMemory:
        return peakMemory;
    case FigureKind::weights:
        return weights;
    case FigureKind::accuracy:
        return accuracy;
    case FigureKind::price:
        return price;
    }
    return latency;
}

bool admits(const Constraints& constraints, const PointTable& points, std::size_t row)
{
    if (constraints.fits && points.verdict[row] != VerdictKind::fits)
        return false;
    return std::all_of(constraints.bounds.begin(), constraints.bounds.end(), [&](const Bounds& bounds) {
        const double value = points.column(bounds.figure)[row];
        return (!bounds.atLeast || value >= *bounds.atLeast) && (!bounds.atMost || value <= *bounds.atMost);
    });
}

CostColumns costColumns(const PointTable& points, const std::vector<Objective>& objectives,
                        const Constraints& constraints)
{
    CostColumns columns;
    for (const Objective& objective : objectives) {
        columns.push_back(points.column(objective.figure));
        if (objective.maximise)
            for (double& value : columns.back())
                value = -value;
    }
    for (std::size_t row = 0; row < points.size(); ++row)
        if (!admits(constraints, points, row))
            for (auto& column : columns)
                column[row] = DesignFigures::kUnknown;
    return columns;
}

FrontSummary summarise(const CostColumns& columns, int threads)
{
    FrontSummary summary;
    if (columns.empty())
        return summary;
    summary.front = paretoFront(columns, threads);
    summary.knee = kneeOf(columns, summary.front);
    for (std::size_t row = 0; row < columns.front().size(); ++row)
        summary.admitted +=
            std::none_of(columns.begin(), columns.end(), [&](const auto& column) { return std::isnan(column[row]); });
    if (columns.size() <= 3 || summary.front.size() <= kMostForHypervolume)
        summary.hypervolume = hypervolume(columns, summary.front, extents(columns));
    return summary;
}

} // namespace tenbin
