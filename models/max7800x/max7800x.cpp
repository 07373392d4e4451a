// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/max7800x/max7800x.h"

#include <algorithm>

#include "engine/core/bounded.h"
#include "engine/graph/analysis.h"
#include "models/max7800x/memory.h"
#include "models/max7800x/schema.h"

namespace tenbin {

namespace {

/// Largest number of products a clock: 64 processors, 9 taps, one output channel.
constexpr double kPeakMacsPerCycle = 576.0;
constexpr std::size_t kStreamableLayers = 8; // layers 0 to 7 (ai8x-synthesis README)

Max7800xLimits limitsOf(const Settings& settings)
{
    const auto limit = [&](std::string_view key) { return static_cast<std::int64_t>(settings.number(key)); };
    return {.depthwise = settings.trait("depthwise") == "on",
            .emulatesMultipass = settings.trait("emulates_multipass") == "on",
            .layers = limit("limit.layers"),
            .channels = limit("limit.channels"),
            .rows = limit("limit.rows"),
            .biasedChannels = limit("limit.biased_channels")};
}

/// One estimate on its way.
class Run {
public:
    Run(const Graph& graph, const Settings& settings)
        : m_graph(graph), m_settings(settings), m_reasons(graph), m_clock(std::max(1.0, settings.number("clock_hz"))),
          m_weightBits(std::clamp(settings.choiceNumber("weight_bits", 8), 1, 8))
    {
        if (settings.flag("pipeline"))
            m_pixelCycles = settings.numberOr("pipeline.pixel_cycles", 0.0);
    }

    Evaluation evaluate()
    {
        m_reasons.dataType(8);
        checkClock();
        m_mapping = mapOntoMax7800x(m_graph, limitsOf(m_settings), m_reasons);
        placeMemories();
        costStages();
        costHost();
        costOnce();
        m_result.energyKnown = m_settings.find("energy.cycle_j").has_value();
        m_result.reasons = m_reasons.take();
        widenWhereRewritten();
        return std::move(m_result);
    }

private:
    /// The nearest form is another network: its figures say less about this one.
    void widenWhereRewritten()
    {
        const auto rewritten = [](const Reason& r) { return r.code == ReasonCode::needsRewriting && r.blocks; };
        if (std::any_of(m_result.reasons.begin(), m_result.reasons.end(), rewritten))
            m_result.latencyInterval = m_result.energyInterval = m_settings.numberOr("accuracy.rewritten", 0.0);
    }

    void checkClock()
    {
        const double highest = m_settings.number("clock.unpipelined_max_hz");
        if (m_pixelCycles == 0.0 && m_clock.count() > highest * (1.0 + 1e-9))
            m_reasons.add({.code = ReasonCode::dimensionLimit,
                           .blocks = true,
                           .arguments = {m_settings.target().name, std::string("clock without pipeline, Hz"),
                                         m_clock.count(), highest},
                           .op = {}});
    }

    void placeMemories()
    {
        const auto number = [&](std::string_view key) { return static_cast<std::int64_t>(m_settings.number(key)); };
        const Max7800xWeightMemory words{number("memory.weights.words"), number("memory.weights.group_head_words")};
        const Max7800xWeightUse weights = placeMax7800xWeights(m_mapping.stages, m_weightBits, words);
        const Max7800xWeightUse biases =
            placeMax7800xBiases(m_mapping.stages, m_settings.capacity("bias").value_or(Bytes(0)));
        const Bytes data = m_settings.capacity("data").value_or(Bytes(0));
        const int dataIndex = m_settings.memoryIndex("data");
        Max7800xDataUse use =
            planMax7800xData(m_graph, m_mapping, data / kMax7800xDataInstances, dataIndex, kStreamableLayers);
        m_streamed = use.streamedStages;
        for (const OperatorId op : use.tooLarge)
            m_reasons.dimension(
                op, "bytes in one data memory instance",
                max7800xDataShape(toNhwc(m_graph.output(m_graph.op(op)).shape), false).perInstance.count(),
                data.count() / kMax7800xDataInstances);
        checkLineBuffers();
        m_result.plan = std::move(use.plan);
        m_result.peakActivationBytes = m_result.plan.peak(dataIndex);
        addUse("weights", weights.used, weights.available, true, false);
        addUse("data", m_result.peakActivationBytes, data, false, true);
        addUse("bias", biases.used, biases.available, true, false);
        std::int64_t weightElements = 0;
        std::int64_t biasElements = 0;
        for (const Max7800xStage& stage : m_mapping.stages) {
            weightElements += stage.weights;
            biasElements += stage.biases;
        }
        m_result.weightBytes = packedBytes(weightElements, m_weightBits) + Bytes(biasElements);
    }

    void addUse(std::string_view id, Bytes used, Bytes available, bool weights, bool activations)
    {
        const auto& memories = m_settings.target().memories;
        m_result.memories.resize(memories.size());
        const int index = m_settings.memoryIndex(id);
        if (index < 0)
            return;
        const auto at = static_cast<std::size_t>(index);
        m_result.memories[at] = {.id = memories[at].id,
                                 .name = memories[at].name,
                                 .used = used,
                                 .available = available,
                                 .holdsWeights = weights,
                                 .holdsActivations = activations};
    }

    /// Streamed layers run at once and share the line buffers; others use them one after the other.
    void checkLineBuffers()
    {
        const auto entries = static_cast<std::int64_t>(m_settings.number("limit.line_buffer_entries"));
        std::int64_t used = 0;
        for (std::size_t i = 0; i < m_mapping.stages.size(); ++i) {
            const Max7800xLayer& layer = m_mapping.stages[i].layer;
            const std::int64_t row = layer.pooledW + 2 * layer.padW - layer.kernelW + 1;
            used = i < m_streamed ? used + row : row;
            if (layer.convolution && used > entries)
                m_reasons.dimension(m_mapping.stages[i].op, "line buffer entries", used, entries);
        }
    }

    /// Words of 32 bits that hold the network's input: 4 channels of a pixel, or 4 pixels of a lone channel.
    double inputWords() const
    {
        double words = 0.0;
        for (const TensorId id : m_graph.inputs()) {
            const Nhwc map = toNhwc(m_graph.tensor(id).shape);
            words += static_cast<double>(map.c == 1 ? ceilDiv(map.pixels(), 4)
                                                    : boundedProduct({map.h, map.w, ceilDiv(map.c, 4)}));
        }
        return words;
    }

    // --- costs ------------------------------------------------------------------------

    Cycles pipelineCycles(const Max7800xLayer& layer) const
    {
        return Cycles(m_pixelCycles * static_cast<double>(layer.pooledH * layer.pooledW));
    }

    /// How much longer than their own cycles the streamed layers take because the input comes no faster.
    double streamingFactor() const
    {
        Cycles own;
        for (std::size_t i = 0; i < m_streamed; ++i) {
            const Max7800xLayer& layer = m_mapping.stages[i].layer;
            own += Cycles(static_cast<double>(max7800xCycles(layer))) + pipelineCycles(layer);
        }
        const Cycles load = Seconds(inputWords() * m_settings.number("input.fifo_word_s")) * m_clock;
        return own.count() > 0.0 ? std::max(1.0, load / own) : 1.0;
    }

    void costStages()
    {
        m_result.layers.resize(m_graph.operators().size());
        for (std::uint32_t i = 0; i < m_result.layers.size(); ++i) {
            m_result.layers[i].op = OperatorId{i};
            m_result.layers[i].unit = m_mapping.units[i];
        }
        const double stretch = streamingFactor();
        std::vector<double> macs(m_result.layers.size());
        for (std::size_t i = 0; i < m_mapping.stages.size(); ++i) {
            const Max7800xStage& stage = m_mapping.stages[i];
            addStage(m_result.layers[stage.op.index], stage, i < m_streamed ? stretch : 1.0);
            macs[stage.op.index] += static_cast<double>(stage.macs);
        }
        const bool energyKnown = m_settings.find("energy.cycle_j").has_value();
        for (std::size_t i = 0; i < m_result.layers.size(); ++i) {
            LayerCost& cost = m_result.layers[i];
            if (cost.unit == ExecutionUnit::fused && energyKnown)
                cost.energy.push_back({EnergyComponent::lump, Joules(0.0)});
            if (cost.total.count() > 0.0) {
                cost.bound = dominantBound(cost.compute, cost.memory, cost.overhead);
                if (macs[i] > 0.0)
                    cost.utilisation = std::min(1.0, macs[i] / (cost.total.count() * kPeakMacsPerCycle));
            }
        }
        if (m_streamed > 0)
            m_result.latencyInterval = m_settings.numberOr("accuracy.streaming_latency", 0.0);
    }

    void addStage(LayerCost& cost, const Max7800xStage& stage, double stretch)
    {
        const Cycles compute(static_cast<double>(max7800xCycles(stage.layer)));
        const Cycles pipeline = pipelineCycles(stage.layer);
        const Cycles total = (compute + pipeline) * stretch;
        cost.compute += compute;
        cost.overhead += pipeline;
        if (stretch > 1.0)
            cost.memory += total;
        cost.total += total;
        cost.latency += total / m_clock;
        addTraffic(cost, stage);
        addEnergy(cost, stage, compute + pipeline, total / m_clock);
    }

    void addTraffic(LayerCost& cost, const Max7800xStage& stage) const
    {
        const std::int64_t kernels = max7800xKernelOperations(stage.layer, stage.outPixels, stage.processors);
        const std::int64_t taps = stage.layer.kernelH * stage.layer.kernelW;
        const std::int64_t reads =
            boundedProduct({stage.layer.pooledH, stage.layer.pooledW, stage.layer.poolH, stage.layer.poolW,
                            stage.layer.operands, stage.layer.passes, stage.processors});
        const int data = m_settings.memoryIndex("data");
        const int weights = m_settings.memoryIndex("weights");
        const Bytes written = toNhwcBytes(stage.op);
        if (data >= 0)
            cost.traffic.push_back({data, Bytes(reads), written});
        if (weights >= 0 && kernels > 0)
            cost.traffic.push_back({weights, packedBytes(boundedProduct({kernels, taps}), m_weightBits), Bytes(0)});
    }

    Bytes toNhwcBytes(OperatorId op) const { return Bytes(toNhwc(m_graph.output(m_graph.op(op)).shape).elements()); }

    /// Above idle: every busy cycle, every kernel read with its products, and time (AN7664, table 4, figures 10 and 11).
    void addEnergy(LayerCost& cost, const Max7800xStage& stage, Cycles busy, Seconds time) const
    {
        const auto perCycle = m_settings.find("energy.cycle_j");
        if (!perCycle)
            return;
        const auto kernels =
            static_cast<double>(max7800xKernelOperations(stage.layer, stage.outPixels, stage.processors));
        cost.energy.push_back({EnergyComponent::lump, Joules(*perCycle * busy.count())});
        if (kernels > 0.0)
            cost.energy.push_back({EnergyComponent::mac, Joules(m_settings.number("energy.kernel_j") * kernels)});
        cost.energy.push_back({EnergyComponent::staticPower, Watts(m_settings.number("energy.static_w")) * time});
    }

    void costHost()
    {
        const Hertz host(std::max(1.0, m_settings.number("host.clock_hz")));
        for (LayerCost& cost : m_result.layers) {
            if (cost.unit != ExecutionUnit::cpu)
                continue;
            const Tensor* x = m_graph.input(m_graph.op(cost.op), 0);
            const double elements = x ? static_cast<double>(x->elements()) : 0.0;
            cost.compute = cost.total = Cycles(elements * m_settings.number("host.cycles_per_element"));
            cost.latency = cost.total / host;
            cost.bound = Bound::compute;
        }
    }

    /// Start, and on request the input and the weights of a single shot.
    void costOnce()
    {
        m_result.overhead = Seconds(m_settings.number("overhead_s")) + Cycles(1.0) / m_clock;
        const double words = inputWords();
        Seconds load;
        if (m_streamed > 0)
            load = Seconds(words * m_settings.number("input.fifo_word_s")); // inside the streamed layers' time
        else if (m_settings.flag("input_load"))
            m_result.overhead += load = Seconds(words * m_settings.number("input.word_s"));
        if (const auto power = m_settings.find("input.load_w"); power && load.count() > 0.0)
            m_result.overheadEnergy.push_back({EnergyComponent::interface, Watts(*power) * load});
        if (!m_settings.flag("weight_load"))
            return;
        const double bytes = m_result.weightBytes.toDouble();
        m_result.overhead += Seconds(bytes * m_settings.number("weights.load_s_per_byte"));
        if (const auto perByte = m_settings.find("weights.load_j_per_byte"))
            m_result.overheadEnergy.push_back({EnergyComponent::interface, Joules(*perByte * bytes)});
    }

    const Graph& m_graph;
    const Settings& m_settings;
    ReasonCollector m_reasons;
    Hertz m_clock;
    int m_weightBits;
    double m_pixelCycles = 0.0;
    std::size_t m_streamed = 0;
    Max7800xMapping m_mapping;
    Evaluation m_result;
};

class Max7800xModel final : public CostModel {
public:
    const ArchitectureSchema& schema() const override
    {
        static const ArchitectureSchema schema = max7800xSchema();
        return schema;
    }
    Evaluation evaluate(const Graph& graph, const Settings& settings) const override
    {
        return Run(graph, settings).evaluate();
    }
};

} // namespace

const CostModel& max7800xCostModel()
{
    static const Max7800xModel model;
    return model;
}

} // namespace tenbin
