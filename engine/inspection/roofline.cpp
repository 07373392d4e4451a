// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspection/roofline.h"

#include <algorithm>
#include <limits>
#include <map>

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
    if (!perCycle || !clock)
        return std::nullopt;
    return *perCycle * *clock;
}

/// A layer that computes, and what it reaches.
struct ComputingLayer {
    const LayerCost* cost;
    double macs, macsPerSecond;
};

std::vector<ComputingLayer> computingLayers(const Estimate& estimate, const Graph& graph)
{
    std::vector<ComputingLayer> list;
    for (const LayerCost& layer : estimate.layers) {
        const double macs = tenbin::macs(graph, graph.op(layer.op)).toDouble();
        if (macs > 0.0 && layer.latency.count() > 0.0)
            list.push_back({&layer, macs, macs / layer.latency.count()});
    }
    return list;
}

std::optional<double> peakOf(const std::vector<ComputingLayer>& layers)
{
    std::optional<double> peak;
    for (const ComputingLayer& layer : layers)
        if (layer.cost->utilisation && *layer.cost->utilisation > 0.0)
            peak = std::max(peak.value_or(0.0), layer.macsPerSecond / *layer.cost->utilisation);
    if (!peak)
        return peak;
    for (const ComputingLayer& layer : layers)
        peak = std::max(*peak, layer.macsPerSecond);
    return peak;
}

double bytesMoved(const LayerCost& layer, std::size_t memory)
{
    double bytes = 0.0;
    for (const Traffic& traffic : layer.traffic)
        if (static_cast<std::size_t>(traffic.memory) == memory)
            bytes += traffic.read.toDouble() + traffic.written.toDouble();
    return bytes;
}

Roofline rooflineOf(const std::vector<ComputingLayer>& layers, std::size_t memory, const Settings& settings,
                    Seconds total)
{
    constexpr double kRounding = 1.0 + 1e-9;
    const MemorySpec& spec = settings.target().memories[memory];
    Roofline roofline{.memory = spec.name, .bytesPerSecond = bandwidthOf(settings, spec.id)};
    if (roofline.bytesPerSecond && *roofline.bytesPerSecond <= 0.0)
        roofline.bytesPerSecond.reset();
    for (const ComputingLayer& layer : layers) {
        const double bytes = bytesMoved(*layer.cost, memory);
        if (bytes <= 0.0) {
            ++roofline.without;
            continue;
        }
        double intensity = layer.macs / bytes;
        if (roofline.bytesPerSecond && layer.macsPerSecond > *roofline.bytesPerSecond * intensity * kRounding) {
            intensity = layer.macsPerSecond / *roofline.bytesPerSecond;
            ++roofline.fetchedAhead;
        }
        const double share = total.count() > 0.0 ? layer.cost->latency / total : 0.0;
        roofline.dots.push_back({layer.cost->op, intensity, layer.macsPerSecond, share, layer.cost->bound});
    }
    return roofline;
}

/// Seconds that the memory's bytes take, of all dots.
double transferTime(const Roofline& roofline)
{
    double time = 0.0;
    for (const RooflineDot& dot : roofline.dots)
        time += dot.share * dot.macsPerSecond / dot.macsPerByte / roofline.bytesPerSecond.value_or(1e300);
    return time;
}

/// How near to the memory's slope a dot lies: 1 on it, 0 where the bandwidth is unknown.
double nearness(const Roofline& roofline, const RooflineDot& dot)
{
    return roofline.bytesPerSecond ? dot.macsPerSecond / (*roofline.bytesPerSecond * dot.macsPerByte) : 0.0;
}

/// Gives each layer that is bound by memory to the memory whose slope it is nearest to.
void countHeldBack(std::vector<Roofline>& rooflines)
{
    struct Nearest {
        Roofline* roofline;
        const RooflineDot* dot;
    };
    std::map<std::uint32_t, Nearest> nearest;
    for (Roofline& roofline : rooflines)
        for (const RooflineDot& dot : roofline.dots) {
            if (dot.bound != Bound::memory)
                continue;
            Nearest& known = nearest.try_emplace(dot.op.index, Nearest{&roofline, &dot}).first->second;
            if (nearness(roofline, dot) > nearness(*known.roofline, *known.dot))
                known = {&roofline, &dot};
        }
    for (const auto& [op, found] : nearest) {
        ++found.roofline->heldBack;
        found.roofline->heldBackShare += found.dot->share;
    }
}

} // namespace

double Roofline::roofAt(double macsPerByte) const
{
    constexpr double kOpen = std::numeric_limits<double>::infinity();
    const double slope = bytesPerSecond ? *bytesPerSecond * macsPerByte : kOpen;
    return std::min(slope, peakMacsPerSecond.value_or(kOpen));
}

std::optional<double> Roofline::ridge() const
{
    if (!bytesPerSecond || !peakMacsPerSecond)
        return std::nullopt;
    return *peakMacsPerSecond / *bytesPerSecond;
}

std::vector<Roofline> rooflinesOf(const Estimate& estimate, const Graph& graph, const Settings& settings)
{
    Seconds total;
    for (const LayerCost& layer : estimate.layers)
        total += layer.latency;
    const auto layers = computingLayers(estimate, graph);
    const auto peak = peakOf(layers);
    std::vector<Roofline> rooflines;
    for (std::size_t memory = 0; memory < settings.target().memories.size(); ++memory) {
        Roofline roofline = rooflineOf(layers, memory, settings, total);
        roofline.peakMacsPerSecond = peak;
        if (!roofline.dots.empty())
            rooflines.push_back(std::move(roofline));
    }
    countHeldBack(rooflines);
    std::stable_sort(rooflines.begin(), rooflines.end(),
                     [](const Roofline& a, const Roofline& b) { return transferTime(a) > transferTime(b); });
    return rooflines;
}

} // namespace tenbin
