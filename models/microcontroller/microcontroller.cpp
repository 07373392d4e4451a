// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/microcontroller/microcontroller.h"

#include <algorithm>

#include "engine/core/bounded.h"
#include "engine/graph/analysis.h"
#include "models/common/dead_channels.h"
#include "models/kernels/kernels.h"
#include "models/kernels/stored_bytes.h"
#include "models/microcontroller/memory.h"
#include "models/microcontroller/schema.h"
#include "models/operator_support/kernel_list.h"
#include "models/operator_support/reason_collector.h"

namespace tenbin {

namespace {

using namespace microcontroller;

ExecutionUnit unitOf(KernelClass kernel)
{
    if (kernel == KernelClass::none)
        return ExecutionUnit::fused;
    return kernel == KernelClass::unsupported ? ExecutionUnit::unsupported : ExecutionUnit::cpu;
}

/// A kernel's cycles as a layer's cost.
LayerCost layerFromCycles(OperatorId id, const KernelWork& work, const KernelRates& rates, double compute, Hertz clock)
{
    LayerCost layer;
    layer.op = id;
    layer.unit = unitOf(work.kernel);
    if (layer.unit != ExecutionUnit::cpu)
        return layer;
    layer.compute = Cycles(compute);
    layer.overhead = Cycles(rates.dispatch);
    layer.total = layer.compute + layer.overhead;
    layer.latency = clock.count() > 0.0 ? layer.total / clock : Seconds();
    layer.bound = dominantBound(layer.compute, layer.memory, layer.overhead);
    return layer;
}

void setUtilisation(LayerCost& layer, double macs, double peak)
{
    if (macs > 0.0 && peak > 0.0 && layer.total.count() > 0.0)
        layer.utilisation = std::min(1.0, macs / (peak * layer.total.count()));
}

/// Relative half-width where nobody published a floating-point network on the core: within a factor of three.
constexpr double kUnmeasuredFloat = 2.0;

/// Evaluates one network; lives for one call.
class McuEvaluation {
public:
    McuEvaluation(const Graph& graph, const Settings& settings)
        : m_graph(graph), m_settings(settings), m_reasons(graph), m_rates(KernelRates::read(SettingsView(settings))),
          m_clock(settings.number("clock_hz")), m_weightBits(settings.choiceNumber("weight_bits", 8)),
          m_asInteger(!m_rates.hasFloat() || settings.choice("precision") == "int8"),
          m_list(findKernelList(settings.trait("operators")))
    {
        m_weightMemory = memoryFor("weights_in", MemoryRole::weights);
        m_ram = memoryFor("activations_in", MemoryRole::activations);
        if (settings.trait("dead_filters") == "dropped")
            m_live = liveMacFractions(graph);
        m_power = powerAt(m_clock);
        if (m_asInteger)
            m_rates.floatMac = 0.0; // no operator is timed in floating point
    }

    Evaluation run()
    {
        if (m_asInteger)
            m_reasons.dataType(16);
        else
            timeInFloat();
        placeFeatureMaps();
        m_result.layers.reserve(m_graph.operators().size());
        for (std::uint32_t i = 0; i < m_graph.operators().size(); ++i)
            m_result.layers.push_back(cost(OperatorId{i}));
        const Cycles invoke(m_settings.numberOr("kernel.invoke_cycles", 0.0));
        m_result.overhead = invoke / m_clock;
        m_result.energyKnown = m_power.has_value();
        if (m_power)
            m_result.overheadEnergy = {{EnergyComponent::cpu, *m_power * m_result.overhead}};
        fillMemories();
        m_result.reasons = m_reasons.take();
        return std::move(m_result);
    }

private:
    /// The memory an option names, else the first with the role.
    int memoryFor(std::string_view option, MemoryRole role) const
    {
        if (const int chosen = m_settings.memoryIndex(m_settings.choice(option)); chosen >= 0)
            return chosen;
        const auto& memories = m_settings.target().memories;
        const auto exact =
            std::find_if(memories.begin(), memories.end(), [&](const auto& m) { return m.role == role; });
        return exact == memories.end() ? 0 : static_cast<int>(exact - memories.begin());
    }

    /// A floating-point network that is taken as it is has a range of its own: few were measured.
    void timeInFloat()
    {
        const DataType type = activationType(m_graph);
        if (!type.isFloat())
            return;
        m_reasons.add({.code = ReasonCode::runsInFloat, .blocks = false, .arguments = {toString(type)}, .op = {}});
        m_result.latencyInterval = m_settings.numberOr("accuracy.float_latency", kUnmeasuredFloat);
        if (!m_settings.find("accuracy.float_latency"))
            m_reasons.add(
                {.code = ReasonCode::outsideCalibration, .blocks = false, .arguments = {toString(type)}, .op = {}});
    }

    /// Left to itself ("auto"), a run-time library takes the external memory where the chip's own is too small.
    void placeFeatureMaps()
    {
        m_overflow = overflowMemory();
        m_ramPlan = planRam(m_graph, m_settings, {m_ram, m_overflow}, m_asInteger);
        const auto& memories = m_settings.target().memories;
        const auto capacity =
            m_settings.capacity(memories.empty() ? std::string() : memories[static_cast<std::size_t>(m_ram)].id);
        if (!m_overflow || !capacity || m_ramPlan.inside() <= *capacity)
            return;
        m_ram = *m_overflow;
        m_ramPlan.outside = Bytes(0);
        m_ramPlan.spilled.clear();
        for (Placement& placement : m_ramPlan.plan.placements)
            placement.buffer.memory = m_ram;
    }

    /// The external memory for maps that the chip has no room for, where the user leaves the choice.
    std::optional<int> overflowMemory() const
    {
        const auto& memories = m_settings.target().memories;
        const auto outside = std::find_if(memories.begin(), memories.end(), [](const MemorySpec& m) {
            return m.external && m.role == MemoryRole::activations;
        });
        if (m_settings.choice("activations_in") != "auto" || outside == memories.end())
            return std::nullopt;
        return static_cast<int>(outside - memories.begin());
    }

    /// Dynamic power follows the clock; what leaks is small against it on these chips.
    std::optional<Watts> powerAt(Hertz clock) const
    {
        const auto power = m_settings.find("power_w");
        if (!power)
            return std::nullopt;
        return Watts(*power * clock.count() / m_settings.numberOr("power_clock_hz", clock.count()));
    }

    /// Cycles that bytes of one memory take beyond what the kernels' own loads do.
    double transferCycles(int memory, double bytes) const
    {
        const auto& memories = m_settings.target().memories;
        if (static_cast<std::size_t>(memory) >= memories.size())
            return 0.0;
        const std::string prefix = "memory." + memories[static_cast<std::size_t>(memory)].id;
        const auto bandwidth = m_settings.find(prefix + ".bandwidth_bytes_per_s");
        return bandwidth && *bandwidth > 0.0 ? bytes / *bandwidth * m_clock.count() : 0.0;
    }

    double speedup(const KernelWork& work) const
    {
        if (work.kernel == KernelClass::matrix)
            return m_settings.numberOr("parallel.matrix_speedup", 1.0);
        if (work.kernel == KernelClass::depthwise || work.kernel == KernelClass::depthwiseScalar)
            return m_settings.numberOr("parallel.depthwise_speedup", 1.0);
        return 1.0;
    }

    /// Work with what the library leaves out (dead filters) and does twice (patches).
    double scaledCycles(OperatorId id, const KernelWork& work) const
    {
        double cycles = computeCycles(work, m_rates) / speedup(work);
        if (!m_live.empty())
            cycles *= m_live[id.index];
        if (m_weightBits < 8 && work.macs + work.tailMacs > 0.0)
            cycles *= m_settings.numberOr("kernel.four_bit_factor", 1.0);
        const auto& patches = m_ramPlan.patches;
        if (patches && id.index < patches->macFactor.size())
            cycles *= patches->macFactor[id.index];
        return cycles;
    }

    /// What the library does with an operator: nothing, or a plain kernel instead of an optimised one.
    void route(OperatorId id, KernelWork& work)
    {
        if (!m_list)
            return;
        const Operator& op = m_graph.op(id);
        const KernelRoute route = kernelRoute(*m_list, m_graph, op, m_asInteger);
        if (route == KernelRoute::missing) {
            m_reasons.kernelMissing(id, *m_list, workingType(m_graph, op, m_asInteger));
            work.kernel = KernelClass::unsupported;
        } else if (route == KernelRoute::plain && !work.isFloat) {
            m_reasons.kernelPlain(id, *m_list);
            work.isPlain = true;
        }
    }

    LayerCost cost(OperatorId id)
    {
        const Operator& op = m_graph.op(id);
        KernelWork work = kernelWork(m_graph, op, m_rates);
        if (work.kernel == KernelClass::unsupported)
            m_reasons.unsupported(id);
        else
            route(id, work);
        LayerCost layer = layerFromCycles(id, work, m_rates, scaledCycles(id, work), m_clock);
        if (layer.unit != ExecutionUnit::cpu)
            return withEnergy(layer);
        addTraffic(op, layer);
        layer.total = layer.compute + layer.memory + layer.overhead;
        layer.latency = layer.total / m_clock;
        layer.bound = dominantBound(layer.compute, layer.memory, layer.overhead);
        setUtilisation(layer, work.macs + work.tailMacs, peakMacsPerCycle(m_rates, work.isFloat) * speedup(work));
        return withEnergy(layer);
    }

    LayerCost withEnergy(LayerCost layer) const
    {
        if (m_power)
            layer.energy = {{EnergyComponent::cpu, *m_power * layer.latency}};
        return layer;
    }

    /// Bytes of the feature maps of `op` in memory `memory`.
    Traffic mapTraffic(const Operator& op, int memory) const
    {
        Traffic maps{memory, {}, {}};
        for (const TensorId in : op.inputs)
            if (in.valid() && !m_graph.tensor(in).constant && memoryOf(in) == memory)
                maps.read += featureMapBytes(m_graph.tensor(in), m_asInteger);
        for (const TensorId out : op.outputs)
            if (memoryOf(out) == memory)
                maps.written += featureMapBytes(m_graph.tensor(out), m_asInteger);
        return maps;
    }

    int memoryOf(TensorId map) const
    {
        const auto& outside = m_ramPlan.spilled;
        if (outside.empty())
            return m_ram;
        return std::binary_search(outside.begin(), outside.end(), map) ? *m_overflow : m_ram;
    }

    /// Floating-point kernels read a layer's weights again for every output pixel: through a cache that is smaller
    /// than they are, they come from the memory behind it each time.
    Bytes fetchedWeights(const Operator& op) const
    {
        const Bytes once = weightBytes(m_graph, op, m_weightBits, m_asInteger);
        const auto& memories = m_settings.target().memories;
        if (memories.empty() || m_asInteger || !m_graph.output(op).type.isFloat())
            return once;
        const std::string& memory = memories[static_cast<std::size_t>(m_weightMemory)].id;
        const auto cache = m_settings.find("memory." + memory + ".cache_bytes");
        if (!cache || once.toDouble() <= *cache)
            return once;
        const LayerShape shape = layerShape(m_graph, op);
        return Bytes(boundedProduct(
            {once.count(), std::max<std::int64_t>(1, boundedProduct({shape.out.n, shape.out.pixels()}))}));
    }

    void addTraffic(const Operator& op, LayerCost& layer) const
    {
        layer.traffic.reserve(2);
        layer.traffic.push_back(mapTraffic(op, m_ram));
        if (!m_ramPlan.spilled.empty())
            if (const Traffic maps = mapTraffic(op, *m_overflow); maps.read + maps.written > Bytes(0))
                layer.traffic.push_back(maps);
        const Bytes weights = fetchedWeights(op);
        if (weights > Bytes(0))
            layer.traffic.push_back({m_weightMemory, weights, Bytes(0)});
        for (const Traffic& t : layer.traffic)
            layer.memory += Cycles(transferCycles(t.memory, (t.read + t.written).toDouble()));
    }

    /// Feature maps, working memory and structures in memory `memory`.
    Bytes activationBytes(int memory) const
    {
        if (memory == m_ram)
            return m_ramPlan.inside();
        return m_overflow && memory == *m_overflow ? m_ramPlan.outside : Bytes(0);
    }

    void fillMemories()
    {
        m_result.plan = std::move(m_ramPlan.plan);
        m_result.peakActivationBytes = m_ramPlan.activations;
        m_result.weightBytes = totalWeightBytes(m_graph, m_weightBits, m_asInteger);
        const auto& memories = m_settings.target().memories;
        const int code = m_settings.memoryIndex("flash") >= 0 ? m_settings.memoryIndex("flash") : m_weightMemory;
        for (int i = 0; i < static_cast<int>(memories.size()); ++i) {
            const MemorySpec& memory = memories[static_cast<std::size_t>(i)];
            Bytes used;
            if (i == m_weightMemory)
                used += m_result.weightBytes;
            if (i == code)
                used += codeBytes(m_graph, m_settings);
            used += activationBytes(i);
            m_result.memories.push_back({.id = memory.id,
                                         .name = memory.name,
                                         .used = used,
                                         .available = m_settings.capacity(memory.id),
                                         .holdsWeights = i == m_weightMemory,
                                         .holdsActivations = i == m_ram || activationBytes(i) > Bytes(0)});
        }
    }

    const Graph& m_graph;
    const Settings& m_settings;
    ReasonCollector m_reasons;
    KernelRates m_rates;
    Hertz m_clock;
    int m_weightBits;
    bool m_asInteger;
    const KernelList* m_list; // null: the library publishes none
    int m_weightMemory = 0, m_ram = 0;
    std::optional<int> m_overflow; // takes what has no room in m_ram
    std::vector<double> m_live;
    std::optional<Watts> m_power;
    RamPlan m_ramPlan;
    Evaluation m_result;
};

class Microcontroller final : public CostModel {
public:
    const ArchitectureSchema& schema() const override { return microcontrollerSchema(); }
    Evaluation evaluate(const Graph& graph, const Settings& settings) const override
    {
        return McuEvaluation(graph, settings).run();
    }
};

} // namespace

const CostModel& microcontrollerCostModel()
{
    static const Microcontroller model;
    return model;
}

LayerCost microcontrollerLayerCost(const Graph& graph, const Operator& op, const SettingsView& settings)
{
    const KernelRates rates = KernelRates::read(settings);
    const KernelWork work = kernelWork(graph, op, rates);
    const auto index = static_cast<std::uint32_t>(&op - graph.operators().data());
    LayerCost layer =
        layerFromCycles(OperatorId{index}, work, rates, computeCycles(work, rates), Hertz(settings.number("clock_hz")));
    setUtilisation(layer, work.macs + work.tailMacs, peakMacsPerCycle(rates, work.isFloat));
    return layer;
}

} // namespace tenbin
