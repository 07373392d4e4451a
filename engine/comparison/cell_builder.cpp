// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/comparison/cell_builder.h"

#include <cmath>

#include "engine/estimate/figures.h"

namespace tenbin {

namespace {

/// NaN in DesignFigures is absence here.
std::optional<double> known(double value)
{
    if (std::isnan(value))
        return std::nullopt;
    return value;
}

template <class Q>
void addRange(ComparedCell& cell, const std::optional<Figure<Q>>& figure)
{
    if (!figure)
        return;
    cell.atLeast = figure->isBound && !figure->high;
    cell.atMost = figure->isBound && !cell.atLeast;
    if (figure->isBound || !figure->low || !figure->high)
        return;
    cell.low = figure->low->count();
    cell.high = figure->high->count();
    if (figure->value.count() > 0.0)
        cell.halfWidth = figure->high->count() / figure->value.count() - 1.0;
}

/// Frames follow the latency's range where nothing but the inference sets their pace.
void addFrameRange(ComparedCell& cell, const Estimate& estimate)
{
    if (!cell.value || !estimate.latency)
        return;
    const Figure<Seconds>& latency = *estimate.latency;
    cell.atMost = latency.isBound;
    const double framesOfLatency = *cell.value * latency.value.count();
    if (latency.isBound || !latency.low || !latency.high || std::fabs(framesOfLatency - 1.0) > 1e-9)
        return;
    cell.low = 1.0 / latency.high->count();
    cell.high = 1.0 / latency.low->count();
    cell.halfWidth = *cell.high / *cell.value - 1.0;
}

void addMeasured(ComparedCell& cell, const ComparedColumn& column, std::string_view metric, double perUnit,
                 std::span<const ScoredRow> rows)
{
    for (const ScoredRow* row : measurementsOf(column, metric, rows))
        cell.measured.push_back({row->value.measured * perUnit, row->value.error(), row->measurement.source});
}

ComparedCell fullestMemory(const Estimate& estimate)
{
    ComparedCell cell;
    for (const MemoryUse& memory : estimate.memories) {
        if (!memory.used || !memory.available || memory.available->count() <= 0)
            continue;
        const double fill = *memory.used / *memory.available;
        if (!cell.value || fill > *cell.value) {
            cell.value = fill;
            cell.text = memory.name;
        }
    }
    return cell;
}

ComparedCell priceOf(const Target& target)
{
    ComparedCell cell;
    if (const auto prices = priceRange(target.product)) {
        cell.value = prices->lowest->value.amount;
        cell.low = cell.value;
        cell.high = prices->highest->value.amount;
        cell.source = prices->lowest->source;
    }
    return cell;
}

ComparedCell packageOf(const Target& target)
{
    ComparedCell cell;
    if (const auto& package = target.product.package) {
        cell.text = package->value;
        cell.source = package->source;
    }
    return cell;
}

ComparedCell accuracyOf(const ComparisonColumn& column)
{
    ComparedCell cell;
    if (column.accuracy) {
        cell.value = column.accuracy->value;
        cell.source = column.accuracy->source;
    }
    return cell;
}

/// Median of the absolute errors, so that one odd table does not speak for all.
ComparedCell latencyError(const ComparedColumn& column, std::span<const ScoredRow> rows)
{
    ComparedCell cell;
    addMeasured(cell, column, "latency_ms", 1e-3, rows);
    std::vector<double> errors;
    for (const CellMeasurement& measured : cell.measured)
        errors.push_back(std::fabs(measured.error));
    cell.value = quantile(std::move(errors), 0.5);
    return cell;
}

ComparedCell number(double value)
{
    ComparedCell cell;
    cell.value = value;
    return cell;
}

} // namespace

ComparedCell cellOf(ComparedFigure figure, const ComparedColumn& column, std::span<const ScoredRow> rows)
{
    const Estimate& estimate = *column.estimate;
    const DesignFigures figures = figuresOf(estimate);
    ComparedCell cell;
    switch (figure) {
    case ComparedFigure::verdict:
        cell.verdict = estimate.verdict;
        cell.fitsProbability = estimate.fitsProbability;
        break;
    case ComparedFigure::framesPerSecond:
        cell.value = known(figures.framesPerSecond);
        addFrameRange(cell, estimate);
        break;
    case ComparedFigure::latency:
        cell.value = known(figures.latency);
        addRange(cell, estimate.latency);
        addMeasured(cell, column, "latency_ms", 1e-3, rows);
        break;
    case ComparedFigure::energy:
        cell.value = known(figures.energy);
        addRange(cell, estimate.energy);
        addMeasured(cell, column, "energy_uj", 1e-6, rows);
        break;
    case ComparedFigure::peakMemory:
        return number(figures.peakActivations);
    case ComparedFigure::memoryFill:
        return fullestMemory(estimate);
    case ComparedFigure::weights:
        return number(figures.weights);
    case ComparedFigure::macs:
        return number(estimate.macs.toDouble());
    case ComparedFigure::parameters:
        return number(static_cast<double>(estimate.parameters));
    case ComparedFigure::accuracy:
        return accuracyOf(column.asked);
    case ComparedFigure::price:
        return priceOf(*column.target);
    case ComparedFigure::package:
        return packageOf(*column.target);
    case ComparedFigure::latencyError:
        return latencyError(column, rows);
    }
    return cell;
}

} // namespace tenbin
