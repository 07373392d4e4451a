// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/estimate/calibration_range.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace tenbin {

UnmeasuredShare unmeasuredShare(const Evaluation& evaluation, const Graph& graph, const ArchitectureSchema& schema)
{
    UnmeasuredShare share;
    if (schema.measuredOperators.empty())
        return share;
    const auto measured = [&](std::string_view kind) {
        return std::find(schema.measuredOperators.begin(), schema.measuredOperators.end(), kind)
               != schema.measuredOperators.end();
    };
    double total = 0.0;
    std::map<std::string, double> byKind;
    for (const LayerCost& layer : evaluation.layers) {
        total += layer.latency.count();
        if (const std::string_view kind = toString(graph.op(layer.op).kind);
            layer.latency.count() > 0.0 && !measured(kind))
            byKind[std::string(kind)] += layer.latency.count();
    }
    if (total <= 0.0)
        return share;
    std::vector<std::pair<double, std::string>> order;
    for (const auto& [kind, latency] : byKind) {
        share.latency += latency / total;
        order.emplace_back(-latency, kind);
    }
    std::sort(order.begin(), order.end());
    for (const auto& [latency, kind] : order)
        share.operators.push_back(kind);
    return share;
}

double MeasuredSizes::outside(double macs) const
{
    if (!(macs > 0.0) || !(fewest > 0.0) || most < fewest)
        return 1.0;
    return std::max({1.0, fewest / macs, macs / most});
}

std::optional<MeasuredSizes> measuredSizes(const Settings& settings)
{
    const auto fewest = settings.find("accuracy.macs_fewest");
    const auto most = settings.find("accuracy.macs_most");
    if (!fewest || !most)
        return std::nullopt;
    return MeasuredSizes{*fewest, *most};
}

double widened(double halfWidth, double unmeasured, double outside)
{
    constexpr double kUnmeasuredHalfWidth = 1.0;
    const double perSize = std::log10(1.25); // exponent: 1.25 a factor of ten
    return (1.0 + halfWidth) * std::pow(outside, perSize) - 1.0 + unmeasured * kUnmeasuredHalfWidth;
}

} // namespace tenbin
