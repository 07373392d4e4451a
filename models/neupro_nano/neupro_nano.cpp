// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/neupro_nano/neupro_nano.h"

#include <algorithm>

#include "engine/graph/analysis.h"
#include "engine/graph/operator_traits.h"
#include "models/common/simple_memory.h"
#include "models/operator_support/reason_collector.h"

namespace tenbin {

namespace {

const ArchitectureSchema kSchema{
    .architecture = "neupro_nano",
    .parameters =
        {
            {.key = "clock_hz",
             .unit = "Hz",
             .required = true,
             .lowest = 1e6,
             .highest = 3e9,
             .meaning = "clock, the integrator's choice"},
            {.key = "array.macs_per_cycle",
             .unit = "1",
             .required = true,
             .lowest = 1,
             .highest = 1e4,
             .meaning = "8-bit MACs a cycle"},
            {.key = "array.low_bit_factor",
             .unit = "1",
             .lowest = 1,
             .highest = 8,
             .meaning = "speed-up with 4-bit weights, vendor's upper limit"},
            {.key = "sparsity.speedup_limit",
             .unit = "1",
             .lowest = 1,
             .highest = 8,
             .meaning = "largest speed-up from zero weights, vendor's upper limit"},
            {.key = "weight_sparsity",
             .unit = "1",
             .lowest = 0,
             .highest = 1,
             .meaning = "share of weights that are zero, where the file does not tell"},
            {.key = "netsqueeze.ratio",
             .unit = "1",
             .lowest = 0.01,
             .highest = 1,
             .meaning = "compressed / plain weight bytes, vendor's lower limit"},
        },
    .options = {"weight_bits", "netsqueeze"},
    .traits = {},
};

/// Evaluates one network; lives for one call.
class NanoEvaluation {
public:
    NanoEvaluation(const Graph& graph, const Settings& settings)
        : m_graph(graph), m_settings(settings), m_reasons(graph), m_weightBits(settings.choiceNumber("weight_bits", 8))
    {
    }

    Evaluation run()
    {
        m_reasons.dataType(32);
        m_result.latencyIsBound = true;
        m_result.energyKnown = false;
        for (std::uint32_t i = 0; i < m_graph.operators().size(); ++i)
            m_result.layers.push_back(cost(OperatorId{i}));
        placeMemory();
        m_result.reasons = m_reasons.take();
        return std::move(m_result);
    }

private:
    /// Zero weights are skipped up to the vendor's limit; zeros counted in the file go before the preset's share.
    double sparsityFactor(const LayerShape& shape) const
    {
        double zeros = m_settings.numberOr("weight_sparsity", 0.0);
        if (shape.weights)
            zeros = shape.weights->zeroFraction();
        return std::min(m_settings.numberOr("sparsity.speedup_limit", 1.0), 1.0 / std::max(1e-3, 1.0 - zeros));
    }

    LayerCost cost(OperatorId id)
    {
        const Operator& op = m_graph.op(id);
        LayerCost layer;
        layer.op = id;
        if (isRenaming(op.kind) || isRectifier(op.kind) || isQuantiser(op.kind)) {
            layer.unit = ExecutionUnit::fused;
            return layer;
        }
        if (op.kind == OperatorKind::custom) {
            layer.unit = ExecutionUnit::unsupported;
            m_reasons.unsupported(id);
            return layer;
        }
        const LayerShape shape = layerShape(m_graph, op);
        if (shape.macs.count() == 0) {
            layer.unit = ExecutionUnit::vectorUnit; // its rate was never published: the bound counts MACs only
            return layer;
        }
        const double peak = m_settings.number("array.macs_per_cycle");
        double lowBit = 1.0;
        if (m_weightBits <= 4)
            lowBit = m_settings.numberOr("array.low_bit_factor", 1.0);
        layer.compute = layer.total = Cycles(shape.macs.toDouble() / (peak * std::max(lowBit, sparsityFactor(shape))));
        layer.latency = layer.total / Hertz(m_settings.number("clock_hz"));
        layer.bound = Bound::compute;
        return layer;
    }

    void placeMemory()
    {
        const Bytes plain = storedConstants(m_graph, [this](const Tensor& tensor) {
            if (tensor.shape.size() > 1)
                return tensor.sizeBytesAt(m_weightBits);
            return tensor.sizeBytesAt(32);
        });
        double ratio = 1.0;
        if (m_settings.flag("netsqueeze"))
            ratio = m_settings.numberOr("netsqueeze.ratio", 1.0);
        placeInOneArena(m_result, m_graph, m_settings, Bytes(static_cast<std::int64_t>(plain.toDouble() * ratio)),
                        [](const Tensor& tensor) { return tensor.sizeBytesAt(std::min<int>(tensor.type.bits, 8)); });
    }

    const Graph& m_graph;
    const Settings& m_settings;
    ReasonCollector m_reasons;
    int m_weightBits;
    Evaluation m_result;
};

class NeuproNano final : public CostModel {
public:
    const ArchitectureSchema& schema() const override { return kSchema; }
    Evaluation evaluate(const Graph& graph, const Settings& settings) const override
    {
        return NanoEvaluation(graph, settings).run();
    }
};

} // namespace

const CostModel& neuproNanoCostModel()
{
    static const NeuproNano model;
    return model;
}

} // namespace tenbin
