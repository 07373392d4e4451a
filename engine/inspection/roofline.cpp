// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspection/roofline.h"

#include <algorithm>

#include "engine/graph/analysis.h"

namespace tenbin {

namespace {

/// Bandwidth as presets spell it: bytes a second, or bytes a cycle of the target's clock.
std::optional<double> bandwidthOf(const Settings& settings, const std::string& memory)
{
    if (const auto direct = settings.find("memory." + memory + ".bandwidth_bytes_per_s"))
        return direct;
    const auto perCycle = settings.find("memory." + memory + ".bytes_per_cycle");
    const auto clock = settings.find("clock_hz");
    return perCycle && clock ? std::optional(*perCycle * *clock) : std::nullopt;
}

} // namespace

Roofline rooflineOf(const Estimate& estimate, const Graph& graph, const Settings& settings)
{
    Roofline roofline;
    Seconds total;
    for (const LayerCost& layer : estimate.layers)
        total += layer.latency;
    for (const LayerCost& layer : estimate.layers) {
        const double macs = tenbin::macs(graph, graph.op(layer.op)).toDouble();
        if (macs <= 0.0 || layer.latency.count() <= 0.0)
            continue;
        const double rate = macs / layer.latency.count();
        if (layer.utilisation && *layer.utilisation > 0.0)
            roofline.peakMacsPerSecond = std::max(roofline.peakMacsPerSecond.value_or(0.0), rate / *layer.utilisation);
        const double bytes = layer.bytesMoved().toDouble();
        if (bytes <= 0.0) {
            ++roofline.left;
            continue;
        }
        roofline.dots.push_back(
            {layer.op, macs / bytes, rate, total.count() > 0.0 ? layer.latency / total : 0.0, layer.bound});
    }
    for (const MemoryUse& memory : estimate.memories)
        if (const auto bandwidth = bandwidthOf(settings, memory.id); bandwidth && *bandwidth > 0.0)
            roofline.ceilings.push_back({memory.name, *bandwidth});
    std::stable_sort(
        roofline.ceilings.begin(), roofline.ceilings.end(),
        [](const RooflineCeiling& a, const RooflineCeiling& b) { return a.bytesPerSecond < b.bytesPerSecond; });
    return roofline;
}

} // namespace tenbin
