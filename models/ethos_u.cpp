// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ethos_u.h"

#include <algorithm>
#include <unordered_map>

#include "engine/graph/analysis.h"
#include "models/ethos_u_schema.h"
#include "models/ethos_u_timeline.h"
#include "models/microcontroller.h"
#include "models/operator_classes.h"
#include "models/reason_collector.h"

namespace tenbin {

namespace {

using namespace ethos_u;

MemoryMode memoryMode(std::string_view choice)
{
    if (choice == "sram_only")
        return MemoryMode::sramOnly;
    return choice == "dedicated_sram" ? MemoryMode::dedicatedSram : MemoryMode::sharedSram;
}

/// Scales and biases are read 16 words of 16 bytes at a time (Vela: 10 bytes a channel x latency / 256).
constexpr double kScaleBytesInFlight = 256.0;

/// Passes of the same shape get the same block: networks repeat themselves.
std::size_t shapeKey(const Pass& pass)
{
    std::size_t key = 1469598103934665603ULL;
    for (const std::int64_t value :
         {static_cast<std::int64_t>(pass.kind), pass.in.h, pass.in.w, pass.in.c, pass.out.h, pass.out.w, pass.out.c, pass.kernelH, pass.kernelW,
          pass.spanH, pass.spanW, pass.strideH, pass.strideW, std::int64_t{pass.upscale}, std::int64_t{pass.inBits}, std::int64_t{pass.outBits},
          static_cast<std::int64_t>(pass.output), static_cast<std::int64_t>(pass.activation), std::int64_t{pass.twoInputs}, std::int64_t{pass.plainInput}})
        key = (key ^ static_cast<std::size_t>(value)) * 1099511628211ULL;
    return key;
}

/// One estimate on its way.
class NpuRun {
public:
    NpuRun(const Graph& graph, const Settings& settings, const Accelerator& accelerator)
        : m_graph(graph), m_settings(settings), m_accelerator(accelerator), m_reasons(graph), m_clock(std::max(1.0, settings.number("clock_hz"))),
          m_sram(std::max(0, settings.memoryIndex("sram"))), m_external(settings.memoryIndex("external")),
          m_mode(m_external < 0 ? MemoryMode::sramOnly : memoryMode(settings.choice("memory_mode")))
    {
        m_arenaOptions = {.toolchain = settings.choice("toolchain") == "vela_3_10" ? Toolchain::vela3 : Toolchain::vela5,
                          .mode = m_mode,
                          .leastSram = settings.choice("mode") == "size",
                          .sramCapacity = settings.capacity("sram"),
                          .sramTarget = {},
                          .sram = m_sram,
                          .external = m_external,
                          .activationBits = std::clamp(settings.choiceNumber("activation_bits", 8), 8, 16)};
        if (const auto target = settings.find("arena.cache_bytes"))
            m_arenaOptions.sramTarget = Bytes(static_cast<std::int64_t>(*target));
    }

    Evaluation run()
    {
        m_program = lower(m_graph, m_accelerator,
                          {.toolchain = m_arenaOptions.toolchain, .zeroFraction = m_settings.numberOr("sparsity", 0.0),
                           .activationBits = m_arenaOptions.activationBits});
        costPasses();
        const TimelineOptions timeline = timelineOptions();
        m_arenaOptions.copyBytesPerCycle = timeline.external.copies;
        m_arena = planArena(m_graph, m_program, m_costs, m_arenaOptions);
        m_times = runTimeline(m_program, m_costs, m_arena, timeline);
        fillLayers();
        fillMemories();
        addOnce();
        giveReasons();
        return std::move(m_result);
    }

private:
    void costPasses()
    {
        std::unordered_map<std::size_t, PassCost> known;
        m_costs.reserve(m_program.passes.size());
        for (const Pass& pass : m_program.passes) {
            const auto [entry, isNew] = known.try_emplace(shapeKey(pass));
            if (isNew)
                entry->second = passCost(m_accelerator, pass, chooseBlock(m_accelerator, pass));
            m_costs.push_back(entry->second);
        }
        if (m_accelerator.generation == Generation::u85 && m_settings.choice("sparsity_structure") == "2_4")
            for (std::size_t i = 0; i < m_costs.size(); ++i)
                if (m_program.passes[i].kind == PassKind::convolution || m_program.passes[i].kind == PassKind::vectorProduct) {
                    const double saved = m_costs[i].macCycles / 2.0;  // every other product of four is skipped
                    m_costs[i].macCycles -= saved;
                    m_costs[i].pipeCycles = std::max(m_costs[i].pipeCycles - saved, m_costs[i].outputCycles);
                }
    }

    TimelineOptions timelineOptions() const
    {
        TimelineOptions options;
        const double port = m_accelerator.busBytesPerCycle * m_settings.number("bus.efficiency");
        const double sram = m_settings.numberOr("memory.sram.bytes_per_cycle", m_accelerator.busBytesPerCycle) * m_settings.number("bus.together_efficiency");
        options.sram = {.together = sram, .oneWay = std::min(port, sram), .copies = sram, .weights = sram, .inputs = sram, .scales = sram};
        options.external = m_external < 0 ? options.sram : externalRates();
        options.weightsInSram = m_mode == MemoryMode::sramOnly;
        options.passCycles = m_settings.number("command.pass_cycles");
        if (!options.weightsInSram) {
            options.externalReads = m_settings.number("command.external_reads");
            options.commandReads = m_settings.numberOr("command.plain_external_reads", 0.0);
        }
        options.outstandingCopies = m_accelerator.generation == Generation::u55 ? 1 : 2;
        return options;
    }

    /// A read channel has at most its buffer on its way: bytes over the latency.
    MemoryRates externalRates() const
    {
        MemoryRates rates;
        rates.latency = m_settings.numberOr("memory.external.read_latency_s", 0.0) * m_clock.count();
        double peak = m_settings.numberOr("memory.external.bandwidth_bytes_per_s", 1e9) / m_clock.count() * m_settings.number("bus.external_efficiency");
        const auto limited = [&](double bytes) { return rates.latency > 0.0 ? std::min(peak, bytes / rates.latency) : peak; };
        if (const auto reads = m_settings.find("memory.external.outstanding_reads"))
            peak = limited(*reads * m_settings.numberOr("memory.external.burst_bytes", 128.0));
        const double share = m_settings.numberOr("bus.outstanding_efficiency", 1.0);
        const auto channel = [&](int words) { return words > 0 ? limited(words * 16.0 * share) : peak; };
        rates.together = rates.oneWay = peak;
        rates.copies = channel(m_accelerator.copyReadWords);
        rates.weights = channel(m_accelerator.weightReadWords);
        rates.inputs = channel(m_accelerator.inputReadWords);
        rates.scales = limited(kScaleBytesInFlight * share);
        // A group of decoder lanes writes 16 bytes of a pixel at a time, and so many bursts wait for their answer.
        const double writeLatency = m_settings.numberOr("memory.external.write_latency_s", 0.0) * m_clock.count();
        const double bursts = m_settings.numberOr("memory.external.outstanding_writes", 0.0);
        if (writeLatency > 0.0 && bursts > 0.0)
            rates.plainWrites = bursts * std::min(64.0, 16.0 * m_accelerator.cores) / writeLatency;
        return rates;
    }

    // --- layers -----------------------------------------------------------------------------

    void fillLayers()
    {
        m_result.layers.resize(m_graph.operators().size());
        for (std::uint32_t i = 0; i < m_result.layers.size(); ++i) {
            LayerCost& layer = m_result.layers[i];
            layer.op = OperatorId{i};
            switch (m_program.places[i]) {
            case Place::npu: layer.unit = ExecutionUnit::macArray; break;
            case Place::fused: layer.unit = ExecutionUnit::fused; break;
            case Place::cpu: costOnProcessor(layer); break;
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
        if (!runsOnMicrocontroller(op.kind)) {
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

    void addPass(LayerCost& layer, const Pass& pass, const PassTime& time)
    {
        if (pass.kind == PassKind::elementwise || pass.kind == PassKind::pooling)
            layer.unit = ExecutionUnit::vectorUnit;
        layer.compute += Cycles(time.pipe);
        layer.memory += Cycles(time.memory);
        layer.overhead += Cycles(time.overhead);
        layer.total += Cycles(time.total);
        layer.utilisation = layer.utilisation.value_or(0.0) + pass.macs() * pass.repeats;  // MACs until the layer is whole
        addTraffic(layer, m_sram, time.sramRead, time.sramWritten);
        if (m_external >= 0)
            addTraffic(layer, m_external, time.externalRead, time.externalWritten);
    }

    static void addTraffic(LayerCost& layer, int memory, double read, double written)
    {
        if (read <= 0.0 && written <= 0.0)
            return;
        const auto bytes = [](double count) { return Bytes(static_cast<std::int64_t>(count)); };
        const auto same = std::find_if(layer.traffic.begin(), layer.traffic.end(), [&](const Traffic& t) { return t.memory == memory; });
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
            const double perByte = m_settings.numberOr(outside ? "memory.external.j_per_byte" : "memory.sram.j_per_byte", 0.0);
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
        for (std::size_t i = 0; i < m_program.passes.size(); ++i) {
            const Pass& pass = m_program.passes[i];
            const bool groups = pass.kind == PassKind::convolution && pass.repeats > 1;
            if (pass.usesWeights())
                bytes += (pass.encodedBytes + kScaleBytes * static_cast<double>(pass.out.c)) * (groups ? pass.repeats : 1);
        }
        for (std::uint32_t i = 0; i < m_program.places.size(); ++i)
            if (m_program.places[i] == Place::cpu)
                bytes += static_cast<double>(parameters(m_graph, m_graph.op(OperatorId{i})));
        return Bytes(static_cast<std::int64_t>(bytes));
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
            MemoryUse use{.id = memory.id, .name = memory.name, .used = m_arena.plan.peak(index), .available = m_settings.capacity(memory.id)};
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
        const double starts = std::max(1, m_program.subgraphs);
        double cycles = m_settings.number("invoke_cycles");
        if (m_mode != MemoryMode::sramOnly)
            cycles += m_settings.numberOr("invoke.external_reads", 0.0) * m_settings.numberOr("memory.external.read_latency_s", 0.0) * m_clock.count();
        m_result.overhead = Cycles(cycles * starts) / m_clock
            + Seconds(m_settings.numberOr("runtime.invoke_s", 0.0) * starts);
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
            if (m_result.layers[i].unit == ExecutionUnit::unsupported)
                m_reasons.unsupported(id);
            else if (m_program.places[i] == Place::cpu && m_result.layers[i].unit == ExecutionUnit::cpu)
                m_reasons.onCpu(id);
        }
        m_result.reasons = m_reasons.take();
    }

    const Graph& m_graph;
    const Settings& m_settings;
    const Accelerator& m_accelerator;
    ReasonCollector m_reasons;
    Hertz m_clock;
    int m_sram, m_external;
    MemoryMode m_mode;
    ArenaOptions m_arenaOptions;
    Program m_program;
    std::vector<PassCost> m_costs;
    Arena m_arena;
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
        result.memories.push_back({.id = memory.id, .name = memory.name, .used = {}, .available = settings.capacity(memory.id)});
    result.reasons.push_back({.code = ReasonCode::attributeUnsupported,
                              .blocks = true,
                              .arguments = {settings.target().name, std::string("accelerator"),
                                            std::string(settings.trait("accelerator")), std::string("u55-32 … u85-2048")},
                              .op = {}});
    return result;
}

class EthosUModel final : public CostModel {
public:
    const ArchitectureSchema& schema() const override { return ethosUSchema(); }
    Evaluation evaluate(const Graph& graph, const Settings& settings) const override
    {
        const Accelerator* accelerator = findAccelerator(settings.trait("accelerator"));
        return accelerator ? NpuRun(graph, settings, *accelerator).run() : unknownAccelerator(graph, settings);
    }
};

} // namespace

const CostModel& ethosUCostModel()
{
    static const EthosUModel model;
    return model;
}

} // namespace tenbin
