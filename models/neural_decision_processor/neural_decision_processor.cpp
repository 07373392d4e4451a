// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/neural_decision_processor/neural_decision_processor.h"

#include <algorithm>

#include "engine/graph/analysis.h"
#include "engine/graph/operator_traits.h"
#include "models/common/simple_memory.h"
#include "models/operator_support/kernel_list.h"
#include "models/operator_support/reason_collector.h"

namespace tenbin {

namespace {

const ArchitectureSchema kSchema{
    .architecture = "neural_decision_processor",
    .parameters =
        {
            {.key = "clock_hz", .unit = "Hz", .lowest = 1e6, .highest = 2e9, .meaning = "core clock; absent: unknown"},
            {.key = "array.macs_per_cycle",
             .unit = "1",
             .lowest = 1,
             .highest = 1e5,
             .meaning = "8-bit MACs a cycle at full use; absent: unknown"},
            {.key = "array.depthwise_macs_per_cycle",
             .unit = "1",
             .lowest = 1,
             .highest = 1e5,
             .meaning = "the same for depthwise layers, which share no input between lanes"},
            {.key = "array.efficiency",
             .unit = "1",
             .lowest = 0.01,
             .highest = 1.0,
             .meaning = "share of the peak that regular layers reach"},
            {.key = "vector.elements_per_cycle",
             .unit = "1",
             .lowest = 0.01,
             .highest = 1e5,
             .meaning = "pooling, addition, softmax"},
            {.key = "invoke_s", .unit = "s", .highest = 1.0, .meaning = "input and result transfer, once an inference"},
            {.key = "power_w", .unit = "W", .highest = 100.0, .meaning = "power while it infers; absent: unknown"},
            {.key = "peak_ops_per_s",
             .unit = "1/s",
             .lowest = 1e6,
             .highest = 1e15,
             .meaning = "data-sheet peak, two operations a MAC: gives the bound"},
        },
    .options = {"operating_point", "weight_bits"},
    .traits = {},
    // MLPerf Tiny
    .measuredOperators = {"CONV_2D", "DEPTHWISE_CONV_2D", "FULLY_CONNECTED", "AVERAGE_POOL_2D", "MEAN", "ADD", "RELU",
                          "RELU6", "SOFTMAX", "PAD", "RESHAPE", "QUANTIZE", "DEQUANTIZE"},
};

/// Layers of Syntiant's own training code for Core 2 (syntiant_networks in MLPerf Tiny v1.0: Conv2D, BatchNorm,
/// MaxPool, Add, AvgPool, Dense) and the network kinds of its product briefs (convolutional, recurrent, fully
/// connected); what an exporter writes beside them. Which others run on the DSP beside the core was never published.
constexpr KindSet kLayers{OperatorKind::conv2d,
                          OperatorKind::depthwiseConv2d,
                          OperatorKind::fullyConnected,
                          OperatorKind::lstm,
                          OperatorKind::gru,
                          OperatorKind::rnn,
                          OperatorKind::svdf,
                          OperatorKind::add,
                          OperatorKind::mul,
                          OperatorKind::batchNormalization,
                          OperatorKind::averagePool2d,
                          OperatorKind::maxPool2d,
                          OperatorKind::mean,
                          OperatorKind::pad,
                          OperatorKind::concatenation,
                          OperatorKind::logistic,
                          OperatorKind::tanh,
                          OperatorKind::softmax};

bool onArray(OperatorKind kind)
{
    const OperatorFamily family = familyOf(kind);
    return family == OperatorFamily::convolution || family == OperatorFamily::recurrent
           || kind == OperatorKind::fullyConnected;
}

/// Evaluates one network; lives for one call.
class ProcessorEvaluation {
public:
    ProcessorEvaluation(const Graph& graph, const Settings& settings)
        : m_graph(graph), m_settings(settings), m_reasons(graph), m_weightBits(settings.choiceNumber("weight_bits", 8)),
          m_clock(settings.find("clock_hz")), m_power(settings.find("power_w"))
    {
    }

    Evaluation run()
    {
        m_reasons.dataType(16);
        m_result.latencyIsBound = !m_clock;
        m_result.energyKnown = m_clock && m_power;
        for (std::uint32_t i = 0; i < m_graph.operators().size(); ++i)
            m_result.layers.push_back(cost(OperatorId{i}));
        m_result.overhead = Seconds(m_settings.numberOr("invoke_s", 0.0));
        if (m_result.energyKnown)
            m_result.overheadEnergy = {{EnergyComponent::lump, Watts(*m_power) * m_result.overhead}};
        placeMemory();
        m_result.reasons = m_reasons.take();
        return std::move(m_result);
    }

private:
    LayerCost cost(OperatorId id)
    {
        const Operator& op = m_graph.op(id);
        LayerCost layer;
        layer.op = id;
        if (isRenaming(op.kind) || isRectifier(op.kind) || isQuantiser(op.kind)) {
            layer.unit = ExecutionUnit::fused;
        } else if (!kLayers.contains(op.kind)) {
            layer.unit = ExecutionUnit::unsupported;
            m_reasons.unsupported(id);
        } else if (onArray(op.kind)) {
            layer.unit = ExecutionUnit::macArray;
            if (m_clock)
                arrayCost(op, layer);
            else
                boundCost(op, layer);
        } else {
            layer.unit = ExecutionUnit::vectorUnit;
            if (m_clock)
                vectorCost(op, layer);
        }
        if (m_result.energyKnown)
            layer.energy = {{EnergyComponent::lump, Watts(*m_power) * layer.latency}};
        return layer;
    }

    void arrayCost(const Operator& op, LayerCost& layer) const
    {
        const LayerShape shape = layerShape(m_graph, op);
        const double peak = m_settings.number("array.macs_per_cycle");
        double lanes = peak;
        if (op.kind == OperatorKind::depthwiseConv2d)
            lanes = m_settings.numberOr("array.depthwise_macs_per_cycle", peak);
        layer.compute = Cycles(shape.macs.toDouble() / (lanes * m_settings.numberOr("array.efficiency", 1.0)));
        layer.utilisation = 0.0;
        if (layer.compute.count() > 0.0)
            layer.utilisation = shape.macs.toDouble() / (peak * layer.compute.count());
        finish(op, layer);
    }

    /// Only the peak is public: no layer can take less than its operations at that rate.
    void boundCost(const Operator& op, LayerCost& layer) const
    {
        layer.latency = Seconds(2.0 * macs(m_graph, op).toDouble() / m_settings.number("peak_ops_per_s"));
        layer.bound = Bound::compute;
        addTraffic(op, layer);
    }

    void vectorCost(const Operator& op, LayerCost& layer) const
    {
        std::int64_t elements = m_graph.output(op).elements();
        if (const Tensor* x = m_graph.input(op, 0))
            elements = std::max(elements, x->elements());
        layer.compute = Cycles(static_cast<double>(elements) / m_settings.numberOr("vector.elements_per_cycle", 1.0));
        finish(op, layer);
    }

    void finish(const Operator& op, LayerCost& layer) const
    {
        layer.total = layer.compute;
        layer.latency = layer.total / Hertz(*m_clock);
        if (layer.total.count() > 0.0)
            layer.bound = Bound::compute;
        addTraffic(op, layer);
    }

    void addTraffic(const Operator& op, LayerCost& layer) const
    {
        Traffic traffic;
        for (const TensorId in : op.inputs) {
            if (!in.valid())
                continue;
            const Tensor& tensor = m_graph.tensor(in);
            if (tensor.constant)
                traffic.read += weightBytes(tensor);
            else
                traffic.read += tensor.sizeBytesAt(8);
        }
        traffic.written = m_graph.output(op).sizeBytesAt(8);
        layer.traffic = {traffic};
    }

    /// Weights at the chosen width, biases at 16 bits.
    Bytes weightBytes(const Tensor& tensor) const
    {
        if (tensor.shape.size() > 1)
            return tensor.sizeBytesAt(m_weightBits);
        return tensor.sizeBytesAt(16);
    }

    void placeMemory()
    {
        const Bytes weights = storedConstants(m_graph, [this](const Tensor& tensor) { return weightBytes(tensor); });
        placeInOneArena(m_result, m_graph, m_settings, weights,
                        [](const Tensor& tensor) { return tensor.sizeBytesAt(8); });
    }

    const Graph& m_graph;
    const Settings& m_settings;
    ReasonCollector m_reasons;
    int m_weightBits;
    std::optional<double> m_clock, m_power;
    Evaluation m_result;
};

class NeuralDecisionProcessor final : public CostModel {
public:
    const ArchitectureSchema& schema() const override { return kSchema; }
    Evaluation evaluate(const Graph& graph, const Settings& settings) const override
    {
        return ProcessorEvaluation(graph, settings).run();
    }
};

} // namespace

const CostModel& neuralDecisionProcessorCostModel()
{
    static const NeuralDecisionProcessor model;
    return model;
}

} // namespace tenbin
