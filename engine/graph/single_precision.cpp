// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/graph/single_precision.h"

#include "engine/graph/operator_traits.h"

namespace tenbin {

Result<Graph> inSinglePrecision(const Graph& graph)
{
    GraphBuilder builder;
    builder.setName(graph.name());
    builder.setOrigin(graph.origin());
    builder.setInputs(graph.inputs());
    builder.setOutputs(graph.outputs());
    for (Tensor tensor : graph.tensors()) {
        tensor.type = DataType::float32();
        tensor.quantization = {};
        tensor.data = {};
        builder.addTensor(std::move(tensor));
    }
    for (Operator op : graph.operators()) {
        if (isQuantiser(op.kind))
            op.kind = OperatorKind::identity;
        builder.addOperator(std::move(op));
    }
    return std::move(builder).finish();
}

} // namespace tenbin
