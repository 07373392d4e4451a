// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/reference_class/reference_class.h"

#include "engine/graph/analysis.h"
#include "engine/memory/arena_planner.h"
#include "engine/memory/liveness.h"
#include "models/common/memory_use.h"
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

Bytes weightBytes(const Graph& graph, int bits)
{
    ConstantsOnce once(graph);
    Bytes bytes;
    for (std::uint32_t i = 0; i < graph.tensors().size(); ++i) {
        const Tensor& tensor = graph.tensors()[i];
        if (tensor.constant && once.isNew({i}))
            bytes +=
                tensor.sizeBytesAt(tensor.shape.size() > 1 ? std::min<int>(bits, tensor.type.bits) : tensor.type.bits);
    }
    return bytes;
}

/// Feature maps one after the other, as any run-time library keeps them; nothing is cut into patches.
MemoryPlan mapPlan(const Graph& graph)
{
    LivenessRules rules;
    rules.size = [](const Tensor& tensor) { return tensor.sizeBytesAt(tensor.type.bits); };
    rules.inPlace = renamesOrClamps;
    return planGreedyBySize(liveRanges(graph, rules));
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
            const bool known = graph.op(layer.op).kind != OperatorKind::custom;
            layer.unit = known ? ExecutionUnit::cpu : ExecutionUnit::unsupported;
            if (!known)
                reasons.unsupported(layer.op);
            result.layers.push_back(layer);
        }
        result.reasons = reasons.take();
        result.weightBytes = weightBytes(graph, settings.choiceNumber("weight_bits", 8));
        result.plan = mapPlan(graph);
        result.peakActivationBytes = result.plan.peak(0);
        result.memories = memoriesOf(settings, result.weightBytes, result.peakActivationBytes);
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
