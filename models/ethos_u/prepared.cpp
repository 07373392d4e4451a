// SPDX-License-Identifier: GPL-3.0-or-later
// Sweeps over clocks and bandwidths: the program is compiled once, an arena planned once for each way to
// slice the weights, and the timeline runs eight points at a time.
#include <algorithm>
#include <array>
#include <map>

#include "models/ethos_u/run.h"

namespace tenbin::ethos_u {

namespace {

constexpr std::size_t kLanes = Lanes::SizeAtCompileTime;

/// All that one arena decides; `evaluation` is that of the point that asked for it first.
struct Variant {
    Arena arena;
    Evaluation evaluation;
    DesignFigures figures;
};

MemoryRatesOf<Lanes> inLanes(const std::array<const MemoryRates*, kLanes>& rates)
{
    MemoryRatesOf<Lanes> lanes;
    for (std::size_t i = 0; i < kLanes; ++i) {
        const auto k = static_cast<Eigen::Index>(i);
        lanes.together[k] = rates[i]->together;
        lanes.oneWay[k] = rates[i]->oneWay;
        lanes.copies[k] = rates[i]->copies;
        lanes.weights[k] = rates[i]->weights;
        lanes.inputs[k] = rates[i]->inputs;
        lanes.scales[k] = rates[i]->scales;
        lanes.plainWrites[k] = rates[i]->plainWrites;
        lanes.latency[k] = rates[i]->latency;
    }
    return lanes;
}

struct Point {
    std::size_t index = 0;
    Scales scales;
    TimelineOptions timeline;
};

class PreparedRun final : public PreparedNetwork {
public:
    PreparedRun(const Graph& graph, const Settings& settings, const Accelerator& accelerator, SharedParts& parts)
        : m_graph(graph), m_settings(settings), m_accelerator(accelerator),
          m_compiled(compile(graph, settings, accelerator, parts)), m_rates(settings, accelerator),
          m_options(arenaOptions(settings))
    {
        if (const auto power = settings.find("energy.static_w"))
            m_staticPower = *power;
    }

    void evaluate(std::span<const ScalingColumn> columns, std::span<DesignFigures> out) const override
    {
        std::map<std::vector<std::int64_t>, std::vector<Point>> groups;
        for (std::size_t i = 0; i < out.size(); ++i) {
            Point point{i, scalesAt(columns, i), {}};
            point.timeline = m_rates.at(point.scales);
            ArenaOptions options = m_options;
            options.copyBytesPerCycle = point.timeline.external.copies;
            groups[weightSlices(*m_compiled.program, *m_compiled.costs, options)].push_back(point);
        }
        for (const auto& [slices, points] : groups) {
            const auto variant = variantOf(slices, points.front());
            for (std::size_t first = 0; first < points.size(); first += kLanes)
                evaluateLanes(*variant, std::span(points).subspan(first, std::min(kLanes, points.size() - first)), out);
        }
    }

private:
    Scales scalesAt(std::span<const ScalingColumn> columns, std::size_t i) const
    {
        Scales scales = m_rates.scales();
        for (const ScalingColumn& column : columns) {
            const double value = column.values[i];
            if (column.key == scalingKeys()[0])
                scales.clock = std::max(1.0, value);
            else if (column.key == scalingKeys()[1])
                scales.externalBandwidth = value;
            else if (column.key == scalingKeys()[2])
                scales.externalLatency = value;
            else if (column.key == scalingKeys()[3])
                scales.sramBytesPerCycle = value;
        }
        return scales;
    }

    std::shared_ptr<const Variant> variantOf(const std::vector<std::int64_t>& slices, const Point& point) const
    {
        std::shared_ptr<Slot> slot;
        {
            const std::scoped_lock lock(m_mutex);
            std::shared_ptr<Slot>& place = m_variants[slices];
            if (!place)
                place = std::make_shared<Slot>();
            slot = place;
        }
        // Beside the lock, so that only those wait that need this one.
        std::call_once(slot->once, [&] { slot->variant = makeVariant(point); });
        return slot->variant;
    }

    std::shared_ptr<const Variant> makeVariant(const Point& point) const
    {
        ArenaOptions options = m_options;
        options.copyBytesPerCycle = point.timeline.external.copies;
        auto variant = std::make_shared<Variant>();
        variant->arena = planArena(m_graph, *m_compiled.program, *m_compiled.costs, options);
        variant->evaluation =
            evaluateRun(m_graph, m_settings, m_accelerator, m_compiled, m_rates, variant->arena, point.timeline);
        variant->figures = figuresOf(variant->evaluation);
        return variant;
    }

    /// Up to eight points; missing ones repeat the first.
    void evaluateLanes(const Variant& variant, std::span<const Point> points, std::span<DesignFigures> out) const
    {
        std::array<const MemoryRates*, kLanes> sram{};
        std::array<const MemoryRates*, kLanes> external{};
        Lanes clock;
        Lanes overhead;
        for (std::size_t i = 0; i < kLanes; ++i) {
            const Point& point = points[i < points.size() ? i : 0];
            sram[i] = &point.timeline.sram;
            external[i] = &point.timeline.external;
            clock[static_cast<Eigen::Index>(i)] = point.scales.clock;
            overhead[static_cast<Eigen::Index>(i)] = m_rates.overhead(point.scales, *m_compiled.program);
        }
        const TimelineOptions& same = points.front().timeline;
        const TimelineOptionsOf<Lanes> timeline{inLanes(sram),         inLanes(external),  same.weightsInSram,
                                                same.passCycles,       same.externalReads, same.commandReads,
                                                same.outstandingCopies};
        Lanes latency = overhead;
        Lanes energy = Lanes::Zero();
        addLayers(variant, runTimeline(*m_compiled.program, *m_compiled.costs, variant.arena, timeline), clock, latency,
                  energy);
        for (const EnergyPart& part : variant.evaluation.overheadEnergy)
            energy += part.component == EnergyComponent::staticPower ? Lanes(m_staticPower * overhead)
                                                                     : Lanes::Constant(part.energy.count());
        for (std::size_t i = 0; i < points.size(); ++i) {
            const auto lane = static_cast<Eigen::Index>(i);
            DesignFigures& figures = out[points[i].index] = variant.figures;
            figures.scaleTo(latency[lane], energy[lane]);
        }
    }

    /// In the order in which estimate() sums.
    void addLayers(const Variant& variant, const std::vector<PassTimeOf<Lanes>>& times, const Lanes& clock,
                   Lanes& latency, Lanes& energy) const
    {
        const auto& layers = variant.evaluation.layers;
        std::vector<Lanes> cycles(layers.size(), Lanes::Zero());
        for (std::size_t i = 0; i < times.size(); ++i)
            cycles[m_compiled.program->passes[i].op.index] += times[i].total;
        for (std::size_t i = 0; i < layers.size(); ++i) {
            const bool onNpu = layers[i].unit == ExecutionUnit::macArray || layers[i].unit == ExecutionUnit::vectorUnit;
            const Lanes seconds = onNpu ? Lanes(cycles[i] / clock) : Lanes::Constant(layers[i].latency.count());
            latency += seconds;
            for (const EnergyPart& part : layers[i].energy)
                energy += onNpu && part.component == EnergyComponent::staticPower
                              ? Lanes(m_staticPower * seconds)
                              : Lanes::Constant(part.energy.count());
        }
    }

    const Graph& m_graph;
    const Settings& m_settings;
    const Accelerator& m_accelerator;
    Compiled m_compiled;
    RateTable m_rates;
    ArenaOptions m_options;
    double m_staticPower = 0.0;
    mutable std::mutex m_mutex;
    struct Slot {
        std::once_flag once;
        std::shared_ptr<const Variant> variant;
    };
    mutable std::map<std::vector<std::int64_t>, std::shared_ptr<Slot>> m_variants;
};

} // namespace

std::unique_ptr<const PreparedNetwork> prepareRun(const Graph& graph, const Settings& settings,
                                                  const Accelerator& accelerator, SharedParts& parts)
{
    return std::make_unique<PreparedRun>(graph, settings, accelerator, parts);
}

} // namespace tenbin::ethos_u
