// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/kernel_list.h"

#include <algorithm>

#include "models/kernel_list_tables.h"
#include "models/operator_classes.h"

namespace tenbin {

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
    const Tensor* x = op.inputs.empty() ? nullptr : graph.input(op, 0);
    if (op.kind == OperatorKind::dequantize && x)
        type = x->type;
    if (asInteger && type.isFloat())
        return DataType::int8();
    return type;
}

KernelRoute kernelRoute(const KernelList& list, const Graph& graph, const Operator& op, bool asInteger)
{
    if (isRenaming(op.kind) || isQuantiser(op.kind) || op.outputs.empty())
        return KernelRoute::optimised;
    const auto* order = op.attributesAs<PermutationAttributes>();
    if (op.kind == OperatorKind::transpose && order && order->permutation.size() > list.transposedAxes)
        return KernelRoute::missing;
    const DataType type = workingType(graph, op, asInteger);
    if (type.isFloat())
        return list.floating.contains(op.kind) ? KernelRoute::optimised : KernelRoute::missing;
    if (!type.isInteger() || type.bits > 16) // truth values, indices, shapes
        return (list.integer | list.floating).contains(op.kind) ? KernelRoute::optimised : KernelRoute::missing;
    if (type.bits == 16)
        return list.wide.contains(op.kind) ? KernelRoute::optimised : KernelRoute::missing;
    if (!list.integer.contains(op.kind)) {
        const bool converted = list.converts && list.floating.contains(op.kind);
        return converted ? KernelRoute::floating : KernelRoute::missing;
    }
    return list.optimised.contains(op.kind) ? KernelRoute::optimised : KernelRoute::plain;
}

} // namespace tenbin
