// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/reference_class/reference_class.h"

#include <algorithm>

#include "engine/graph/analysis.h"
#include "models/common/simple_memory.h"
#include "models/operator_support/reason_collector.h"

namespace tenbin {

namespace {

const ArchitectureSchema kSchema{
    .architecture = "reference_class",
    .parameters =
        {
            {.key = "clock_hz",
             .unit = "Hz",
             .lowest = 1e6,
             .highest = 1e11,
             .meaning = "highest clock of a processor of the class, for orientation"},
            {.key = "power_w", .unit = "W", .highest = 1e5, .meaning = "highest power of the class, for orientation"},
        },
    .options = {"weight_bits"},
    .traits = {},
};

/// Weights at the chosen width, where the file does not have fewer bits already.
Bytes weightBytes(const Tensor& tensor, int bits)
{
    if (tensor.shape.size() > 1)
        return tensor.sizeBytesAt(std::min<int>(bits, tensor.type.bits));
    return tensor.sizeBytesAt(tensor.type.bits);
}

class ReferenceClass final : public CostModel {
public:
    const ArchitectureSchema& schema() const override { return kSchema; }

    Evaluation evaluate(const Graph& graph, const Settings& settings) const override
    {
        Evaluation result;
        result.latencyKnown = result.energyKnown = false;
        ReasonCollector reasons(graph);
        for (std::uint32_t i = 0; i < graph.operators().size(); ++i) {
            LayerCost layer;
            layer.op = OperatorId{i};
            layer.unit = ExecutionUnit::cpu;
            if (graph.op(layer.op).kind == OperatorKind::custom) {
                layer.unit = ExecutionUnit::unsupported;
                reasons.unsupported(layer.op);
            }
            result.layers.push_back(layer);
        }
        result.reasons = reasons.take();
        const int bits = settings.choiceNumber("weight_bits", 8);
        const Bytes weights =
            storedConstants(graph, [bits](const Tensor& tensor) { return weightBytes(tensor, bits); });
        // Feature maps one after the other, as any run-time library keeps them; nothing is cut into patches.
        placeInOneArena(result, graph, settings, weights,
                        [](const Tensor& tensor) { return tensor.sizeBytesAt(tensor.type.bits); });
        return result;
    }
};

} // namespace

const CostModel& referenceClassCostModel()
{
    static const ReferenceClass model;
    return model;
}

} // namespace tenbin
