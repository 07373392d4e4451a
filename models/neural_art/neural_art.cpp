// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/neural_art/neural_art.h"

#include <algorithm>
#include <numeric>

#include "engine/graph/analysis.h"
#include "models/common/graph_walk.h"
#include "models/neural_art/epochs.h"
#include "models/neural_art/memory.h"
#include "models/neural_art/operators.h"
#include "models/operator_support/kernel_list.h"
#include "models/operator_support/reason_collector.h"

namespace tenbin {

namespace {

using namespace neural_art;

const ArchitectureSchema kSchema{
    .architecture = "neural_art",
    .parameters =
        {
            {.key = "clock_hz", .unit = "Hz", .required = true, .lowest = 1e6, .highest = 3e9, .meaning = "NPU clock"},
            {.key = "cpu.clock_hz",
             .unit = "Hz",
             .required = true,
             .lowest = 1e6,
             .highest = 3e9,
             .meaning = "clock of the Cortex-M beside it"},
            {.key = "cpu.cycles_per_element",
             .unit = "cycle",
             .required = true,
             .meaning = "software epochs: cycles an element"},
            {.key = "array.outputs_per_cycle",
             .unit = "1",
             .required = true,
             .lowest = 0.01,
             .highest = 1e3,
             .meaning = "elements an epoch writes a cycle"},
            {.key = "array.inputs_per_cycle",
             .unit = "1",
             .required = true,
             .lowest = 0.01,
             .highest = 1e3,
             .meaning = "elements it reads a cycle over all streams"},
            {.key = "array.full_rate_products",
             .unit = "1",
             .required = true,
             .lowest = 1,
             .highest = 1e5,
             .meaning = "products an output may sum at the full output rate"},
            {.key = "array.deep_macs_per_cycle",
             .unit = "1",
             .required = true,
             .lowest = 1,
             .highest = 1e5,
             .meaning = "MACs a cycle where an output sums more"},
            {.key = "array.parameter_channels",
             .unit = "1",
             .required = true,
             .lowest = 1,
             .highest = 1e6,
             .meaning = "channels whose parameters fit beside the array"},
            {.key = "elementwise.cycles_per_element",
             .unit = "cycle",
             .required = true,
             .highest = 1e3,
             .meaning = "additions, products, resizing: an output element"},
            {.key = "lookup.cycles_per_element",
             .unit = "cycle",
             .required = true,
             .highest = 1e3,
             .meaning = "tabulated functions: an output element"},
            {.key = "copy.cycles_per_element",
             .unit = "cycle",
             .required = true,
             .highest = 1e3,
             .meaning = "concatenation and the like: an output element"},
            {.key = "epoch.channel_s",
             .unit = "s",
             .required = true,
             .highest = 1.0,
             .meaning = "set-up of an output channel's parameters"},
            {.key = "epoch_s",
             .unit = "s",
             .required = true,
             .highest = 1.0,
             .meaning = "set-up of one hardware epoch"},
            {.key = "accuracy.spilling_latency",
             .unit = "1",
             .meaning = "as accuracy.latency, for networks that spill to the external RAM"},
            {.key = "invoke_s",
             .unit = "s",
             .required = true,
             .highest = 1.0,
             .meaning = "start and end of one inference"},
        },
    .options = {"weights_in", "weight_bits"},
    .traits = {"operators"},
    // the model zoo of ST: MobileNets, SqueezeNet, YOLOv8, Tiny YOLO
    .measuredOperators = {"CONV_2D",
                          "DEPTHWISE_CONV_2D",
                          "FULLY_CONNECTED",
                          "AVERAGE_POOL_2D",
                          "MAX_POOL_2D",
                          "MEAN",
                          "ADD",
                          "SUB",
                          "MUL",
                          "DIV",
                          "RELU",
                          "RELU6",
                          "LEAKY_RELU",
                          "LOGISTIC",
                          "SOFTMAX",
                          "PAD",
                          "RESHAPE",
                          "TRANSPOSE",
                          "CONCATENATION",
                          "SPLIT",
                          "SLICE",
                          "STRIDED_SLICE",
                          "RESIZE_NEAREST_NEIGHBOR",
                          "QUANTIZE",
                          "DEQUANTIZE"},
};

/// 600 GOPS at 1 GHz, two operations a MAC (vendor).
constexpr double kPeakMacsPerCycle = 300.0;

/// Evaluates one network; lives for one call.
class NpuEvaluation {
public:
    NpuEvaluation(const Graph& graph, const Settings& settings)
        : m_graph(graph), m_settings(settings), m_reasons(graph), m_list(findKernelList(settings.trait("operators"))),
          m_weightBits(settings.choiceNumber("weight_bits", 8)), m_floatNetwork(activationType(graph).isFloat()),
          m_clock(settings.number("clock_hz")), m_cpuClock(settings.number("cpu.clock_hz"))
    {
        m_rates.outputs = settings.number("array.outputs_per_cycle");
        m_rates.inputs = settings.number("array.inputs_per_cycle");
        m_rates.fullRateProducts = settings.number("array.full_rate_products");
        m_rates.deepMacs = settings.number("array.deep_macs_per_cycle");
        m_rates.elementwiseCycles = settings.number("elementwise.cycles_per_element");
        m_rates.lookupCycles = settings.number("lookup.cycles_per_element");
        m_rates.copyCycles = settings.number("copy.cycles_per_element");
        m_rates.parameterChannels = settings.number("array.parameter_channels");
        m_weightMemory = std::max(0, settings.memoryIndex("flash"));
        m_ram = std::max(0, settings.memoryIndex("ram"));
        m_spill = settings.memoryIndex("hyperram");
        m_rates.weightBytes = bandwidth(m_weightMemory) / m_clock.count();
        if (m_spill >= 0)
            m_rates.spillBytes = bandwidth(m_spill) / m_clock.count();
    }

    Evaluation run()
    {
        m_reasons.dataType(8);
        m_result.energyKnown = false; // no energy of an inference was published
        m_maps = placeFeatureMaps(m_graph, m_settings.capacity("ram"), m_ram, m_spill);
        m_result.plan = m_maps.plan;
        m_result.peakActivationBytes = m_maps.plan.peak(m_ram) + (m_spill >= 0 ? m_maps.plan.peak(m_spill) : Bytes(0));
        for (std::uint32_t i = 0; i < m_graph.operators().size(); ++i)
            m_result.layers.push_back(cost(OperatorId{i}));
        m_result.overhead = Seconds(m_settings.number("invoke_s"));
        fillMemories();
        if (std::find(m_maps.spilled.begin(), m_maps.spilled.end(), true) != m_maps.spilled.end())
            widenInterval();
        m_result.reasons = m_reasons.take();
        return std::move(m_result);
    }

private:
    double bandwidth(int memory) const
    {
        const auto& id = m_settings.target().memories[static_cast<std::size_t>(memory)].id;
        return m_settings.numberOr("memory." + id + ".bandwidth_bytes_per_s", 1e9);
    }

    /// At its own width, biases at 32 bits.
    double bytesOf(const Tensor& constant) const
    {
        return constant.sizeBytesAt(constant.shape.size() > 1 ? m_weightBits : 32).toDouble();
    }

    /// Weights as they stream in.
    double weightBytesOf(const Operator& op) const
    {
        double bytes = 0.0;
        for (const TensorId in : op.inputs)
            if (in.valid() && m_graph.tensor(in).constant)
                bytes += bytesOf(m_graph.tensor(in));
        return bytes;
    }

    /// Weights as they lie in the flash; those of several operators lie there once.
    double storedBytesOf(const Operator& op, ConstantsOnce& once) const
    {
        double bytes = 0.0;
        for (const TensorId in : op.inputs) {
            if (!in.valid() || !m_graph.tensor(in).constant || !once.isNew(in))
                continue;
            const Tensor& tensor = m_graph.tensor(in);
            bytes += bytesOf(tensor);
            if (op.kind == OperatorKind::depthwiseConv2d && &tensor == weightsOf(m_graph, op))
                bytes += storedDepthwiseBytes(tensor.elements(), layerShape(m_graph, op).out.c, m_weightBits, m_rates)
                         - packedBytes(tensor.elements(), m_weightBits).toDouble();
        }
        return bytes;
    }

    LayerCost cost(OperatorId id)
    {
        const Operator& op = m_graph.op(id);
        LayerCost layer;
        layer.op = id;
        if (!runsSomewhere(id, op)) {
            layer.unit = ExecutionUnit::unsupported;
            return layer;
        }
        if (joinsEpoch(m_graph, op) && !leftAlone(id, op)) {
            layer.unit = ExecutionUnit::fused;
            return layer;
        }
        if (isPlaced(id) || runsInSoftware(m_graph, op, m_floatNetwork))
            return softwareEpoch(id, op);
        return hardwareEpoch(id, op);
    }

    /// What is not on the hardware falls back to the kernels of the same tool, if it has one. Post-processing runs
    /// on the processor beside the network.
    bool runsSomewhere(OperatorId id, const Operator& op)
    {
        if (op.kind == OperatorKind::custom) {
            m_reasons.unsupported(id);
            return false;
        }
        const bool postProcessing =
            op.kind == OperatorKind::nonMaxSuppression || op.kind == OperatorKind::detectionPostProcess;
        if (!m_list || postProcessing || !runsInSoftware(m_graph, op, m_floatNetwork)
            || kernelRoute(*m_list, m_graph, op, m_floatNetwork) != KernelRoute::missing)
            return true;
        m_reasons.kernelMissing(id, *m_list, workingType(m_graph, op, m_floatNetwork));
        return false;
    }

    bool isPlaced(OperatorId id) const
    {
        const auto& placed = m_settings.placedOnProcessor();
        return std::binary_search(placed.begin(), placed.end(), id.index);
    }

    /// A pool whose convolution, or which itself, the user gave to the processor is no longer part of that epoch.
    bool leftAlone(OperatorId id, const Operator& op) const
    {
        const std::vector<TensorId> inside = insideEpoch(m_graph, op);
        return !inside.empty() && (isPlaced(id) || isPlaced(m_graph.producer(inside.back())));
    }

    LayerCost hardwareEpoch(OperatorId id, const Operator& op)
    {
        const LayerShape shape = layerShape(m_graph, op);
        const auto [onChip, spilled] = featureMapTraffic(op);
        const double weights = weightBytesOf(op);
        const bool convolves = shape.macs.count() > 0;
        const double spilledBytes = (spilled.read + spilled.written).toDouble();
        const EpochCycles epoch =
            convolves ? convolutionEpoch(shape, m_rates, weights, spilledBytes)
                      : streamEpoch(streamKind(op.kind), elementsRead(op), shape.out.elements(), m_rates, spilledBytes);
        LayerCost layer;
        layer.op = id;
        layer.unit = convolves ? ExecutionUnit::macArray : ExecutionUnit::vectorUnit;
        layer.compute = Cycles(epoch.array);
        layer.memory = Cycles(std::max(epoch.weights, epoch.spill));
        if (convolves)
            layer.overhead = Seconds(m_settings.number("epoch_s")
                                     + m_settings.number("epoch.channel_s") * static_cast<double>(shape.out.c))
                             * m_clock;
        layer.total = Cycles(epoch.total()) + layer.overhead;
        layer.latency = layer.total / m_clock;
        layer.bound = dominantBound(layer.compute, layer.memory, layer.overhead);
        if (convolves)
            layer.utilisation = std::min(1.0, shape.macs.toDouble() / (kPeakMacsPerCycle * layer.total.count()));
        layer.traffic = {onChip};
        if (spilledBytes > 0.0)
            layer.traffic.push_back(spilled);
        if (weights > 0.0)
            layer.traffic.push_back({m_weightMemory, Bytes(static_cast<std::int64_t>(weights)), Bytes(0)});
        return layer;
    }

    void widenInterval()
    {
        m_result.latencyInterval = m_settings.numberOr("accuracy.spilling_latency", 0.0);
        m_reasons.add({.code = ReasonCode::outsideCalibration,
                       .blocks = false,
                       .arguments = {m_settings.target().memories[static_cast<std::size_t>(m_spill)].name},
                       .op = {}});
    }

    LayerCost softwareEpoch(OperatorId id, const Operator& op)
    {
        m_reasons.onCpu(id);
        LayerCost layer;
        layer.op = id;
        layer.unit = ExecutionUnit::cpu;
        const auto elements = static_cast<double>(std::max(elementsRead(op), m_graph.output(op).elements()));
        const double work = std::max(elements, macs(m_graph, op).toDouble());
        layer.compute = layer.total = Cycles(work * m_settings.number("cpu.cycles_per_element"));
        layer.latency = layer.total / m_cpuClock;
        layer.bound = Bound::compute;
        layer.traffic = {featureMapTraffic(op).first};
        return layer;
    }

    std::int64_t elementsRead(const Operator& op) const
    {
        std::int64_t elements = 0;
        for (const TensorId in : dataInputs(m_graph, op))
            elements += m_graph.tensor(in).elements();
        return elements;
    }

    /// Bytes of feature maps on chip and in the external RAM.
    std::pair<Traffic, Traffic> featureMapTraffic(const Operator& op) const
    {
        Traffic onChip{m_ram, {}, {}};
        Traffic spilled{m_spill, {}, {}};
        for (const TensorId in : dataInputs(m_graph, op))
            (m_maps.spilled[in.index] ? spilled : onChip).read += m_maps.sizes[in.index];
        for (const TensorId out : op.outputs)
            (m_maps.spilled[out.index] ? spilled : onChip).written += m_maps.sizes[out.index];
        return {onChip, spilled};
    }

    void fillMemories()
    {
        ConstantsOnce once(m_graph);
        for (const Operator& op : m_graph.operators())
            m_result.weightBytes += Bytes(static_cast<std::int64_t>(storedBytesOf(op, once)));
        const auto& memories = m_settings.target().memories;
        for (int i = 0; i < static_cast<int>(memories.size()); ++i) {
            const MemorySpec& memory = memories[static_cast<std::size_t>(i)];
            const bool weights = i == m_weightMemory;
            m_result.memories.push_back({.id = memory.id,
                                         .name = memory.name,
                                         .used = weights ? m_result.weightBytes : m_result.plan.peak(i),
                                         .available = m_settings.capacity(memory.id),
                                         .holdsWeights = weights,
                                         .holdsActivations = !weights});
        }
    }

    const Graph& m_graph;
    const Settings& m_settings;
    ReasonCollector m_reasons;
    const KernelList* m_list; // of the software epochs
    int m_weightBits;
    bool m_floatNetwork;
    Hertz m_clock, m_cpuClock;
    Rates m_rates;
    int m_weightMemory = 0, m_ram = 0, m_spill = -1;
    FeatureMaps m_maps;
    Evaluation m_result;
};

class NeuralArt final : public CostModel {
public:
    const ArchitectureSchema& schema() const override { return kSchema; }
    Evaluation evaluate(const Graph& graph, const Settings& settings) const override
    {
        return NpuEvaluation(graph, settings).run();
    }
};

} // namespace

const CostModel& neuralArtCostModel()
{
    static const NeuralArt model;
    return model;
}

} // namespace tenbin
