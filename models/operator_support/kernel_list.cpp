// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/operator_support/kernel_list.h"

#include <algorithm>

#include "engine/graph/operator_traits.h"
#include "models/common/graph_walk.h"
#include "models/operator_support/kernel_list_tables.h"

namespace tenbin {

namespace {

/// Of the maps that `op` reads and writes.
std::size_t mostAxes(const Graph& graph, const Operator& op)
{
    std::size_t axes = 0;
    for (const TensorId id : dataInputs(graph, op))
        axes = std::max(axes, graph.tensor(id).shape.size());
    for (const TensorId id : op.outputs)
        axes = std::max(axes, graph.tensor(id).shape.size());
    return axes;
}

KernelRoute optimisedIn(const KindSet& kernels, OperatorKind kind)
{
    if (kernels.contains(kind))
        return KernelRoute::optimised;
    return KernelRoute::missing;
}

} // namespace

const KernelList* findKernelList(std::string_view id)
{
    for (const std::span<const KernelList> table : {tflmKernelLists(), stKernelLists(), otherKernelLists()}) {
        const auto found =
            std::find_if(table.begin(), table.end(), [&](const KernelList& list) { return list.id == id; });
        if (found != table.end())
            return &*found;
    }
    return nullptr;
}

DataType workingType(const Graph& graph, const Operator& op, bool asInteger)
{
    DataType type = graph.output(op).type;
    const Tensor* x = graph.input(op, 0);
    if (op.kind == OperatorKind::dequantize && x)
        type = x->type;
    if (asInteger && type.isFloat())
        return DataType::int8();
    return type;
}

std::optional<BrokenLimit> brokenLimit(const KernelList& list, const Graph& graph, const Operator& op)
{
    const KernelLimits& limits = list.limits;
    const std::size_t axes = mostAxes(graph, op);
    if (axes > limits.axes)
        return BrokenLimit{"axes", axes, limits.axes};
    if (op.kind == OperatorKind::transpose && axes > limits.transposedAxes)
        return BrokenLimit{"axes", axes, limits.transposedAxes};
    if (op.kind == OperatorKind::concatenation && op.inputs.size() > limits.concatenated)
        return BrokenLimit{"inputs", op.inputs.size(), limits.concatenated};
    const auto* window = op.attributesAs<Conv2dAttributes>();
    if (op.kind == OperatorKind::conv2d && window && window->groups > 1 && !limits.groups)
        return BrokenLimit{"groups", static_cast<std::size_t>(window->groups), 1};
    return std::nullopt;
}

KernelRoute kernelRoute(const KernelList& list, const Graph& graph, const Operator& op, bool asInteger)
{
    if (isRenaming(op.kind) || isQuantiser(op.kind) || op.outputs.empty())
        return KernelRoute::optimised;
    if (brokenLimit(list, graph, op))
        return KernelRoute::missing;
    const DataType type = workingType(graph, op, asInteger);
    if (type.isFloat())
        return optimisedIn(list.floating, op.kind);
    if (!type.isInteger() || type.bits > 16) // truth values, indices, shapes
        return optimisedIn(list.integer | list.floating, op.kind);
    if (type.bits == 16)
        return optimisedIn(list.wide, op.kind);
    if (list.integer.contains(op.kind) && !list.optimised.contains(op.kind))
        return KernelRoute::plain;
    if (!list.integer.contains(op.kind) && list.converts && list.floating.contains(op.kind))
        return KernelRoute::floating;
    return optimisedIn(list.integer, op.kind);
}

} // namespace tenbin
