// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "engine/estimate/figures.h"
#include "engine/exploration/pareto.h"
#include "engine/exploration/space_layout.h"

namespace tenbin {

/// Evaluated points, column by column; a row is one point. NaN: unknown.
struct PointTable {
    std::vector<std::uint64_t> index; ///< in the space
    std::vector<VerdictKind> verdict;
    std::vector<double> latency, framesPerSecond, energy, peakMemory, weights;
    std::vector<double> accuracy, price; ///< of the network and the target

    std::size_t size() const { return index.size(); }
    void reserve(std::size_t rows);
    void add(std::uint64_t point, const DesignFigures& figures, const SpaceLayout& layout);
    const std::vector<double>& column(FigureKind kind) const;
};

/// Objectives as costs (maximised ones negated). Rows that break a constraint are NaN in every column.
CostColumns costColumns(const PointTable& points, const std::vector<Objective>& objectives,
                        const Constraints& constraints);

/// Whether the row keeps every constraint.
bool admits(const Constraints& constraints, const PointTable& points, std::size_t row);

/// Front, knee and hypervolume of a table.
struct FrontSummary {
    std::vector<std::uint32_t> front; ///< rows, ascending
    std::optional<std::uint32_t> knee;
    double hypervolume = 0.0; ///< share of the box between best and worst admitted values, 0 to 1
    std::size_t admitted = 0; ///< rows that break no constraint and whose objectives are known
};
FrontSummary summarise(const CostColumns& columns, int threads = 0);

} // namespace tenbin
