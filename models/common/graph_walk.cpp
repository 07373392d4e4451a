// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/common/graph_walk.h"

#include <algorithm>

#include "engine/graph/operator_traits.h"

namespace tenbin {

bool isGlobalAverage(const Graph& graph, const Operator& op)
{
    const Tensor* x = graph.input(op, 0);
    if (!x)
        return false;
    const Nhwc in = toNhwc(x->shape);
    if (op.kind == OperatorKind::mean) {
        const auto* axes = op.attributesAs<AxisAttributes>();
        return axes && axes->axes.size() == 2 && axes->axes[0] == 1 && axes->axes[1] == 2;
    }
    const auto* pool = op.attributesAs<Pool2dAttributes>();
    return op.kind == OperatorKind::averagePool2d && pool && pool->kernelH == in.h && pool->kernelW == in.w;
}

std::vector<TensorId> dataInputs(const Graph& graph, const Operator& op)
{
    std::vector<TensorId> ids;
    for (const TensorId id : op.inputs)
        if (id.valid() && !graph.tensor(id).constant)
            ids.push_back(id);
    return ids;
}

OperatorId soleConsumer(const Graph& graph, TensorId tensor)
{
    for (;;) {
        const auto& outputs = graph.outputs();
        const auto& consumers = graph.consumers(tensor);
        if (consumers.size() != 1 || std::find(outputs.begin(), outputs.end(), tensor) != outputs.end())
            return {};
        const Operator& op = graph.op(consumers.front());
        if (!isRenaming(op.kind))
            return consumers.front();
        tensor = op.outputs.front();
    }
}

TensorId beforeRenaming(const Graph& graph, TensorId tensor)
{
    while (tensor.valid()) {
        const OperatorId producer = graph.producer(tensor);
        if (!producer.valid() || !isRenaming(graph.op(producer).kind) || graph.op(producer).inputs.empty()
            || !graph.op(producer).inputs.front().valid())
            return tensor;
        tensor = graph.op(producer).inputs.front();
    }
    return tensor;
}

std::vector<TensorId> tensorsBeforeRenaming(const Graph& graph)
{
    std::vector<TensorId> sources;
    sources.reserve(graph.tensors().size());
    for (std::uint32_t i = 0; i < graph.tensors().size(); ++i)
        sources.push_back(TensorId{i});
    for (const Operator& op : graph.operators())
        if (isRenaming(op.kind) && !op.inputs.empty() && op.inputs.front().valid())
            for (const TensorId out : op.outputs)
                sources[out.index] = sources[op.inputs.front().index];
    return sources;
}

} // namespace tenbin
