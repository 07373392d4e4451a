// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/graph/mac_rules.h"

#include <algorithm>

#include "engine/core/bounded.h"
#include "engine/graph/analysis.h"

namespace tenbin::mac_rules {

namespace {

/// Product of all input dimensions but the last: rows of a matrix product.
std::int64_t rows(const Shape& shape)
{
    std::int64_t count = 1;
    for (std::size_t i = 0; i + 1 < shape.size(); ++i)
        count *= shape[i];
    return count;
}

/// Weights with four dimensions, or null.
const Tensor* kernelsOf(const Graph& graph, const Operator& op)
{
    const Tensor* weights = weightsOf(graph, op);
    if (!weights || weights->shape.size() != 4)
        return nullptr;
    return weights;
}

} // namespace

Macs convolution(const Graph& graph, const Operator& op)
{
    const Tensor* kernels = kernelsOf(graph, op);
    if (!kernels)
        return Macs(0);
    return Macs(boundedProduct({graph.output(op).elements(), kernels->shape[1], kernels->shape[2], kernels->shape[3]}));
}

Macs depthwise(const Graph& graph, const Operator& op)
{
    const Tensor* kernels = kernelsOf(graph, op);
    if (!kernels)
        return Macs(0);
    return Macs(boundedProduct({graph.output(op).elements(), kernels->shape[1], kernels->shape[2]}));
}

/// Every input element meets every kernel tap of every output channel of its group.
Macs transposed(const Graph& graph, const Operator& op)
{
    const Tensor* kernels = kernelsOf(graph, op);
    const Tensor* x = graph.input(op, 0);
    if (!kernels || !x)
        return Macs(0);
    std::int64_t groups = 1;
    if (const auto* window = op.attributesAs<Conv2dAttributes>())
        groups = std::max(window->groups, 1);
    return Macs(boundedProduct({x->elements(), kernels->shape[0] / groups, kernels->shape[1], kernels->shape[2]}));
}

Macs fullyConnected(const Graph& graph, const Operator& op)
{
    const Tensor* weights = weightsOf(graph, op);
    if (!weights || weights->shape.size() < 2)
        return Macs(0);
    // A reader may leave the input unflattened: its elements divided by the weights' inner length are the rows.
    const std::int64_t inner = weights->shape.back();
    return Macs(boundedProduct({graph.output(op).elements(), inner}));
}

Macs batchMatMul(const Graph& graph, const Operator& op)
{
    const Tensor* a = graph.input(op, 0);
    if (!a || a->shape.size() < 2)
        return Macs(0);
    const auto* attributes = op.attributesAs<MatMulAttributes>();
    std::size_t inner = a->shape.size() - 1;
    if (attributes && attributes->transposeA)
        inner -= 1;
    return Macs(boundedProduct({graph.output(op).elements(), a->shape[inner]}));
}

/// Gates of a recurrent cell: every weight matrix is used once a time step.
Macs recurrent(const Graph& graph, const Operator& op)
{
    const Tensor* x = graph.input(op, 0);
    if (!x || x->shape.empty())
        return Macs(0);
    std::int64_t matrixElements = 0;
    for (std::size_t i = 1; i < op.inputs.size(); ++i) {
        const Tensor* tensor = graph.input(op, i);
        if (tensor && tensor->constant && tensor->shape.size() >= 2)
            matrixElements += tensor->elements();
    }
    return Macs(boundedProduct({matrixElements, rows(x->shape)}));
}

Macs svdf(const Graph& graph, const Operator& op)
{
    const Tensor* x = graph.input(op, 0);
    const Tensor* feature = graph.input(op, 1);
    const Tensor* time = graph.input(op, 2);
    if (!x || !feature || !time)
        return Macs(0);
    return Macs(boundedProduct({rows(x->shape), feature->elements() + time->elements()}));
}

Macs custom(const Graph&, const Operator& op)
{
    const auto* attributes = op.attributesAs<CustomAttributes>();
    if (!attributes)
        return Macs(0);
    return Macs(attributes->macs);
}

} // namespace tenbin::mac_rules
