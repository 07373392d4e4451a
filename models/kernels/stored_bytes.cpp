// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/kernels/stored_bytes.h"

#include <algorithm>

#include "engine/graph/analysis.h"
#include "engine/graph/operator_traits.h"
#include "engine/memory/liveness.h"

namespace tenbin::microcontroller {

namespace {

bool isWeightOf(const Graph& graph, const Operator& op, TensorId id)
{
    const Tensor* weights = weightsOf(graph, op);
    return weights == &graph.tensor(id) || (graph.tensor(id).shape.size() > 1 && weights);
}

Bytes constantBytesOf(const Graph& graph, const Operator& op, TensorId id, int weightBits, bool asInteger)
{
    const Tensor& tensor = graph.tensor(id);
    if (isWeightOf(graph, op, id))
        return tensor.type.isFloat() && !asInteger ? tensor.sizeBytes()
                                                   : tensor.sizeBytesAt(std::min<int>(weightBits, tensor.type.bits));
    if (tensor.type.isFloat() && asInteger)
        return tensor.sizeBytesAt(weightsOf(graph, op) ? 32 : 8);
    return tensor.sizeBytes();
}

} // namespace

Bytes featureMapBytes(const Tensor& tensor, bool asInteger)
{
    return tensor.sizeBytesAt(asInteger && tensor.type.isFloat() ? 8 : tensor.type.bits);
}

Bytes weightBytes(const Graph& graph, const Operator& op, int weightBits, bool asInteger)
{
    Bytes total;
    for (const TensorId id : op.inputs)
        if (id.valid() && graph.tensor(id).constant)
            total += constantBytesOf(graph, op, id, weightBits, asInteger);
    return total;
}

Bytes totalWeightBytes(const Graph& graph, int weightBits, bool asInteger)
{
    ConstantsOnce once(graph);
    Bytes total;
    for (const Operator& op : graph.operators())
        for (const TensorId id : op.inputs)
            if (id.valid() && graph.tensor(id).constant && once.isNew(id))
                total += constantBytesOf(graph, op, id, weightBits, asInteger);
    return total;
}

std::int64_t quantisedChannels(const Graph& graph)
{
    std::int64_t channels = 0;
    for (const Operator& op : graph.operators())
        if (isConvolution(op.kind))
            channels += toNhwc(graph.output(op).shape).c;
    return channels;
}

Bytes codeBytes(const Graph& graph, const Settings& settings)
{
    const double bytes =
        settings.numberOr("runtime.flash_bytes", 0.0)
        + settings.numberOr("runtime.flash_bytes_per_operator", 0.0) * static_cast<double>(graph.operators().size())
        + settings.numberOr("runtime.flash_bytes_per_tensor", 0.0) * static_cast<double>(graph.tensors().size())
        + settings.numberOr("runtime.flash_bytes_per_channel", 0.0) * static_cast<double>(quantisedChannels(graph));
    return Bytes(static_cast<std::int64_t>(bytes));
}

} // namespace tenbin::microcontroller
