// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ethos_u/ethos_u.h"

#include <algorithm>

#include "engine/core/bounded.h"
#include "engine/graph/analysis.h"
#include "models/ethos_u/run.h"
#include "models/ethos_u/schema.h"
#include "models/kernels/kernels.h"
#include "models/microcontroller/microcontroller.h"
#include "models/operator_support/kernel_list.h"
#include "models/operator_support/reason_collector.h"

namespace tenbin {

namespace {

using namespace ethos_u;

/// One estimate on its way.
class NpuRun {
public:
    NpuRun(const Graph& graph, const Settings& settings, const Accelerator& accelerator, const Compiled& compiled,
           const RateTable& rates, const Arena& arena)
        : m_graph(graph), m_settings(settings), m_accelerator(accelerator), m_program(*compiled.program),
          m_costs(*compiled.costs), m_rates(rates), m_arena(arena), m_reasons(graph),
          m_list(findKernelList(settings.trait("operators"))), m_clock(rates.scales().clock),
          m_sram(std::max(0, settings.memoryIndex("sram"))), m_external(settings.memoryIndex("external")),
          m_mode(memoryMode(settings))
    {
    }

    Evaluation run(const TimelineOptions& timeline)
    {
        m_times = runTimeline(m_program, m_costs, m_arena, timeline);
        fillLayers();
        fillMemories();
        addOnce();
        giveReasons();
        return std::move(m_result);
    }

private:
    // --- layers -----------------------------------------------------------------------------

    void fillLayers()
    {
        m_result.layers.resize(m_graph.operators().size());
        for (std::uint32_t i = 0; i < m_result.layers.size(); ++i) {
            LayerCost& layer = m_result.layers[i];
            layer.op = OperatorId{i};
            switch (m_program.places[i]) {
            case Place::npu:
                layer.unit = ExecutionUnit::macArray;
                break;
            case Place::fused:
                layer.unit = ExecutionUnit::fused;
                break;
            case Place::cpu:
                costOnProcessor(layer);
                break;
            }
        }
        for (std::size_t i = 0; i < m_times.size(); ++i)
            addPass(m_result.layers[m_program.passes[i].op.index], m_program.passes[i], m_times[i]);
        for (LayerCost& layer : m_result.layers)
            finishLayer(layer);
    }

    void costOnProcessor(LayerCost& layer)
    {
        const Operator& op = m_graph.op(layer.op);
        if (!microcontroller::hasKernels(op.kind) || isMissing(op)) {
            layer.unit = ExecutionUnit::unsupported;
            return;
        }
        const OperatorId id = layer.op;
        layer = microcontrollerLayerCost(m_graph, op, SettingsView(m_settings, "cpu."));
        layer.op = id;
        if (layer.unit != ExecutionUnit::fused && layer.unit != ExecutionUnit::unsupported)
            layer.unit = ExecutionUnit::cpu;
        if (const auto power = m_settings.find("cpu.power_w"))
            layer.energy.push_back({EnergyComponent::cpu, Watts(*power) * layer.latency});
    }

    /// What Vela leaves to the processor needs a kernel of the library there.
    bool isMissing(const Operator& op) const
    {
        return m_list && kernelRoute(*m_list, m_graph, op, m_program.quantised) == KernelRoute::missing;
    }

    void addPass(LayerCost& layer, const Pass& pass, const PassTime& time)
    {
        if (pass.kind == PassKind::elementwise || pass.kind == PassKind::pooling)
            layer.unit = ExecutionUnit::vectorUnit;
        layer.compute += Cycles(time.pipe);
        layer.memory += Cycles(time.memory);
        layer.overhead += Cycles(time.overhead);
        layer.total += Cycles(time.total);
        layer.utilisation = layer.utilisation.value_or(0.0)
                            + pass.macs() * static_cast<double>(pass.repeats); // MACs until the layer is whole
        addTraffic(layer, m_sram, time.sramRead, time.sramWritten);
        if (m_external >= 0)
            addTraffic(layer, m_external, time.externalRead, time.externalWritten);
    }

    static void addTraffic(LayerCost& layer, int memory, double read, double written)
    {
        if (read <= 0.0 && written <= 0.0)
            return;
        const auto bytes = [](double count) { return Bytes(boundedCount(count)); };
        const auto same = std::find_if(layer.traffic.begin(), layer.traffic.end(),
                                       [&](const Traffic& t) { return t.memory == memory; });
        if (same == layer.traffic.end()) {
            layer.traffic.push_back({memory, bytes(read), bytes(written)});
        } else {
            same->read += bytes(read);
            same->written += bytes(written);
        }
    }

    void finishLayer(LayerCost& layer) const
    {
        const bool onNpu = layer.unit == ExecutionUnit::macArray || layer.unit == ExecutionUnit::vectorUnit;
        if (!onNpu) {
            if (energyKnown() && layer.energy.empty())
                layer.energy.push_back({EnergyComponent::lump, Joules(0.0)});
            return;
        }
        layer.latency = layer.total / m_clock;
        layer.bound = dominantBound(layer.compute, layer.memory, layer.overhead);
        const double macCount = layer.utilisation.value_or(0.0);
        layer.utilisation.reset();
        if (macCount > 0.0 && layer.total.count() > 0.0)
            layer.utilisation = std::min(1.0, macCount / (layer.total.count() * m_accelerator.macs));
        if (energyKnown())
            addEnergy(layer, macCount);
    }

    bool energyKnown() const { return m_settings.find("energy.mac_j").has_value(); }

    void addEnergy(LayerCost& layer, double macCount) const
    {
        layer.energy.push_back({EnergyComponent::mac, Joules(m_settings.number("energy.mac_j") * macCount)});
        for (const Traffic& traffic : layer.traffic) {
            const bool outside = traffic.memory == m_external;
            const double perByte =
                m_settings.numberOr(outside ? "memory.external.j_per_byte" : "memory.sram.j_per_byte", 0.0);
            layer.energy.push_back({outside ? EnergyComponent::externalMemory : EnergyComponent::onChipMemory,
                                    Joules(perByte * (traffic.read + traffic.written).toDouble())});
        }
        if (const auto power = m_settings.find("energy.static_w"))
            layer.energy.push_back({EnergyComponent::staticPower, Watts(*power) * layer.latency});
    }

    // --- the whole network ------------------------------------------------------------------

    Bytes encodedWeights() const
    {
        double bytes = 0.0;
        for (const Pass& pass : m_program.passes) {
            const bool groups = pass.kind == PassKind::convolution && pass.repeats > 1;
            if (pass.usesWeights())
                bytes += (pass.encodedBytes + kScaleBytes * static_cast<double>(pass.out.c))
                         * static_cast<double>(groups ? pass.repeats : 1);
        }
        for (std::uint32_t i = 0; i < m_program.places.size(); ++i)
            if (m_program.places[i] == Place::cpu)
                bytes += static_cast<double>(parameters(m_graph, m_graph.op(OperatorId{i})));
        return Bytes(boundedCount(bytes));
    }

    void fillMemories()
    {
        m_result.weightBytes = encodedWeights();
        m_result.plan = m_arena.plan;
        const bool weightsOutside = m_mode != MemoryMode::sramOnly;
        const bool mapsOutside = m_mode == MemoryMode::dedicatedSram;
        m_result.peakActivationBytes = m_arena.plan.peak(m_sram);
        for (const MemorySpec& memory : m_settings.target().memories) {
            const int index = static_cast<int>(m_result.memories.size());
            MemoryUse use{.id = memory.id,
                          .name = memory.name,
                          .used = m_arena.plan.peak(index),
                          .available = m_settings.capacity(memory.id)};
            const bool external = index == m_external;
            use.holdsActivations = external ? mapsOutside : index == m_sram;
            use.holdsWeights = external ? weightsOutside : index == m_sram && !weightsOutside;
            if (use.holdsWeights)
                *use.used += m_result.weightBytes;
            m_result.memories.push_back(std::move(use));
        }
        if (mapsOutside && m_external >= 0)
            m_result.peakActivationBytes += m_arena.plan.peak(m_external);
    }

    void addOnce()
    {
        m_result.overhead = Seconds(m_rates.overhead(m_rates.scales(), m_program));
        const bool onProcessor = std::any_of(m_result.layers.begin(), m_result.layers.end(),
                                             [](const LayerCost& layer) { return layer.unit == ExecutionUnit::cpu; });
        m_result.energyKnown = energyKnown() && (!onProcessor || m_settings.find("cpu.power_w"));
        if (const auto power = m_settings.find("energy.static_w"); power && m_result.energyKnown)
            m_result.overheadEnergy.push_back({EnergyComponent::staticPower, Watts(*power) * m_result.overhead});
    }

    void giveReasons()
    {
        m_reasons.dataType(32);
        for (std::uint32_t i = 0; i < m_program.places.size(); ++i) {
            const OperatorId id{i};
            const Operator& op = m_graph.op(id);
            if (m_result.layers[i].unit != ExecutionUnit::unsupported) {
                if (m_program.places[i] == Place::cpu && m_result.layers[i].unit == ExecutionUnit::cpu)
                    m_reasons.onCpu(id);
            } else if (microcontroller::hasKernels(op.kind) && isMissing(op)) {
                m_reasons.kernelMissing(id, *m_list, workingType(m_graph, op, m_program.quantised));
            } else {
                m_reasons.unsupported(id);
            }
        }
        m_result.reasons = m_reasons.take();
    }

    const Graph& m_graph;
    const Settings& m_settings;
    const Accelerator& m_accelerator;
    const Program& m_program;
    const std::vector<PassCost>& m_costs;
    const RateTable& m_rates;
    const Arena& m_arena;
    ReasonCollector m_reasons;
    const KernelList* m_list; // of the processor
    Hertz m_clock;
    int m_sram, m_external;
    MemoryMode m_mode;
    std::vector<PassTime> m_times;
    Evaluation m_result;
};

/// A preset without a known accelerator: nothing can be said.
Evaluation unknownAccelerator(const Graph& graph, const Settings& settings)
{
    Evaluation result;
    result.latencyKnown = result.energyKnown = false;
    for (std::uint32_t i = 0; i < graph.operators().size(); ++i)
        result.layers.push_back({.op = OperatorId{i}, .unit = ExecutionUnit::unsupported});
    for (const MemorySpec& memory : settings.target().memories)
        result.memories.push_back(
            {.id = memory.id, .name = memory.name, .used = {}, .available = settings.capacity(memory.id)});
    result.reasons.push_back(
        {.code = ReasonCode::attributeUnsupported,
         .blocks = true,
         .arguments = {settings.target().name, std::string("accelerator"), std::string(settings.trait("accelerator")),
                       std::string("u55-32 … u85-2048")},
         .op = {}});
    return result;
}

/// Compiled, planned and timed for one point.
Evaluation evaluateOnce(const Graph& graph, const Settings& settings, const Accelerator& accelerator)
{
    SharedParts parts;
    const Compiled compiled = compile(graph, settings, accelerator, parts);
    const RateTable rates(settings, accelerator);
    const TimelineOptions timeline = rates.at(rates.scales());
    ArenaOptions options = arenaOptions(settings);
    options.copyBytesPerCycle = timeline.external.copies;
    const Arena arena = planArena(graph, *compiled.program, *compiled.costs, options);
    return evaluateRun(graph, settings, accelerator, compiled, rates, arena, timeline);
}

class EthosUModel final : public CostModel {
public:
    const ArchitectureSchema& schema() const override { return ethosUSchema(); }
    Evaluation evaluate(const Graph& graph, const Settings& settings) const override
    {
        const Accelerator* accelerator = findAccelerator(settings.trait("accelerator"));
        return accelerator ? evaluateOnce(graph, settings, *accelerator) : unknownAccelerator(graph, settings);
    }
    std::span<const std::string_view> scalingKeys() const override { return ethos_u::scalingKeys(); }
    std::unique_ptr<const PreparedNetwork> prepare(const Graph& graph, const Settings& settings,
                                                   SharedParts& parts) const override
    {
        const Accelerator* accelerator = findAccelerator(settings.trait("accelerator"));
        return accelerator ? prepareRun(graph, settings, *accelerator, parts) : nullptr;
    }
};

} // namespace

Evaluation ethos_u::evaluateRun(const Graph& graph, const Settings& settings, const Accelerator& accelerator,
                                const Compiled& compiled, const RateTable& rates, const Arena& arena,
                                const TimelineOptions& timeline)
{
    return NpuRun(graph, settings, accelerator, compiled, rates, arena).run(timeline);
}

const CostModel& ethosUCostModel()
{
    static const EthosUModel model;
    return model;
}

} // namespace tenbin
