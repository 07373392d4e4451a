// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/graph/analysis.h"

#include <algorithm>
#include <map>

#include "engine/core/bounded.h"
#include "engine/graph/weight_statistics.h"

namespace tenbin {

namespace {

/// Product of all input dimensions but the last: rows of a matrix product.
std::int64_t rows(const Shape& shape)
{
    std::int64_t count = 1;
    for (std::size_t i = 0; i + 1 < shape.size(); ++i)
        count *= shape[i];
    return count;
}

std::int64_t fullyConnectedMacs(const Graph& graph, const Operator& op)
{
    const Tensor* weights = weightsOf(graph, op);
    if (!weights || weights->shape.size() < 2)
        return 0;
    // A reader may leave the input unflattened: its elements divided by the weights' inner length are the rows.
    const std::int64_t inner = weights->shape.back();
    return boundedProduct({graph.output(op).elements(), inner});
}

std::int64_t matMulMacs(const Graph& graph, const Operator& op)
{
    const Tensor* a = graph.input(op, 0);
    const auto* attributes = op.attributesAs<MatMulAttributes>();
    if (!a || a->shape.size() < 2)
        return 0;
    const std::size_t rank = a->shape.size();
    const bool transposed = attributes && attributes->transposeA;
    return boundedProduct({graph.output(op).elements(), a->shape[transposed ? rank - 2 : rank - 1]});
}

/// Gates of a recurrent cell: every weight matrix is used once a time step.
std::int64_t recurrentMacs(const Graph& graph, const Operator& op)
{
    const Tensor* x = graph.input(op, 0);
    if (!x || x->shape.empty())
        return 0;
    std::int64_t matrixElements = 0;
    for (std::size_t i = 1; i < op.inputs.size(); ++i) {
        const Tensor* tensor = graph.input(op, i);
        if (tensor && tensor->constant && tensor->shape.size() >= 2)
            matrixElements += tensor->elements();
    }
    return boundedProduct({matrixElements, rows(x->shape)});
}

std::int64_t svdfMacs(const Graph& graph, const Operator& op)
{
    const Tensor* x = graph.input(op, 0);
    const Tensor* feature = graph.input(op, 1);
    const Tensor* time = graph.input(op, 2);
    if (!x || !feature || !time)
        return 0;
    return boundedProduct({rows(x->shape), feature->elements() + time->elements()});
}

/// Of an operator that keeps its name: what its reader worked out.
std::int64_t customMacs(const Operator& op)
{
    const auto* custom = op.attributesAs<CustomAttributes>();
    return custom ? custom->macs : 0;
}

/// Whether the constants behind the first input are weights and biases.
bool hasWeights(const Operator& op)
{
    return weightInput(op.kind) >= 0 || op.kind == OperatorKind::batchMatMul || customMacs(op) > 0;
}

/// Position of the first input that may be a parameter: either matrix of a product may be.
std::size_t firstParameter(const Operator& op) { return op.kind == OperatorKind::batchMatMul ? 0 : 1; }

/// Whether a constant input channel gives a constant output channel of the same index.
/// (A reshape keeps channels apart where the last dimension stays, which the caller checks.)
bool keepsChannelsApart(OperatorKind kind)
{
    switch (kind) {
    case OperatorKind::depthwiseConv2d:
    case OperatorKind::averagePool2d:
    case OperatorKind::maxPool2d:
    case OperatorKind::mean:
    case OperatorKind::relu:
    case OperatorKind::relu6:
    case OperatorKind::hardSwish:
    case OperatorKind::reshape:
    case OperatorKind::squeeze:
    case OperatorKind::quantize:
    case OperatorKind::dequantize:
    case OperatorKind::identity:
        return true;
    default:
        return false;
    }
}

/// Channels of a tensor that are constant because their filter is all zero, traced
/// through operators that keep channels apart; empty if none is known to be.
std::vector<bool> deadChannels(const Graph& graph, TensorId id)
{
    std::vector<bool> dead;
    // Each step goes one producer back; a filter over all channels ends the trace.
    while (id.valid() && graph.producer(id).valid()) {
        const Operator& op = graph.op(graph.producer(id));
        const Tensor* weights = weightsOf(graph, op);
        if (weights && weights->weights && !weights->weights->dead.empty()) {
            dead.resize(weights->weights->dead.size(), false);
            for (std::size_t i = 0; i < dead.size(); ++i)
                dead[i] = dead[i] || weights->weights->dead[i];
        }
        const Tensor* x = graph.input(op, 0);
        const std::int64_t channels = graph.tensor(id).shape.empty() ? 0 : graph.tensor(id).shape.back();
        if (!keepsChannelsApart(op.kind) || !x || x->shape.empty() || x->shape.back() != channels)
            break;
        id = op.inputs.front();
    }
    return dead;
}

} // namespace

const Tensor* weightsOf(const Graph& graph, const Operator& op)
{
    const int position = weightInput(op.kind);
    return position < 0 ? nullptr : graph.input(op, static_cast<std::size_t>(position));
}

const Tensor* biasOf(const Graph& graph, const Operator& op)
{
    switch (op.kind) {
    case OperatorKind::conv2d:
    case OperatorKind::depthwiseConv2d:
    case OperatorKind::transposeConv2d:
    case OperatorKind::fullyConnected:
        return graph.input(op, 2);
    default:
        return nullptr;
    }
}

Macs macs(const Graph& graph, const Operator& op)
{
    switch (op.kind) {
    case OperatorKind::conv2d: {
        const Tensor* weights = weightsOf(graph, op);
        if (!weights || weights->shape.size() != 4)
            return Macs(0);
        return Macs(
            boundedProduct({graph.output(op).elements(), weights->shape[1], weights->shape[2], weights->shape[3]}));
    }
    case OperatorKind::depthwiseConv2d: {
        const Tensor* weights = weightsOf(graph, op);
        if (!weights || weights->shape.size() != 4)
            return Macs(0);
        return Macs(boundedProduct({graph.output(op).elements(), weights->shape[1], weights->shape[2]}));
    }
    case OperatorKind::transposeConv2d: {
        // Every input element meets every kernel tap of every output channel of its group.
        const Tensor* weights = weightsOf(graph, op);
        const Tensor* x = graph.input(op, 0);
        if (!weights || !x || weights->shape.size() != 4)
            return Macs(0);
        const auto* window = std::get_if<Conv2dAttributes>(&op.attributes);
        const std::int64_t groups = window ? std::max(window->groups, 1) : 1;
        return Macs(boundedProduct({x->elements(), weights->shape[0] / groups, weights->shape[1], weights->shape[2]}));
    }
    case OperatorKind::fullyConnected:
        return Macs(fullyConnectedMacs(graph, op));
    case OperatorKind::batchMatMul:
        return Macs(matMulMacs(graph, op));
    case OperatorKind::lstm:
    case OperatorKind::gru:
    case OperatorKind::rnn:
        return Macs(recurrentMacs(graph, op));
    case OperatorKind::svdf:
        return Macs(svdfMacs(graph, op));
    case OperatorKind::custom:
        return Macs(customMacs(op));
    default:
        return Macs(0);
    }
}

Macs totalMacs(const Graph& graph)
{
    Macs total;
    for (const Operator& op : graph.operators())
        total += macs(graph, op);
    return total;
}

Macs macsWithoutDeadChannels(const Graph& graph, const Operator& op)
{
    const Macs all = macs(graph, op);
    const std::vector<bool> deadOut =
        op.outputs.empty() ? std::vector<bool>{} : deadChannels(graph, op.outputs.front());
    const auto alive = [](std::int64_t count, std::int64_t total, const std::vector<bool>& dead) {
        if (dead.empty() || total != static_cast<std::int64_t>(dead.size()))
            return count;
        return count / total * std::count(dead.begin(), dead.end(), false);
    };
    const Tensor* weights = weightsOf(graph, op);
    if (!weights || weights->shape.empty())
        return all;
    const bool depthwise = op.kind == OperatorKind::depthwiseConv2d;
    std::int64_t count = alive(all.count(), depthwise ? weights->shape.back() : weights->shape.front(), deadOut);
    if (!depthwise && !op.inputs.empty() && op.inputs.front().valid())
        count = alive(count, weights->shape.back(), deadChannels(graph, op.inputs.front()));
    return Macs(count);
}

std::int64_t parameters(const Graph& graph, const Operator& op)
{
    if (!hasWeights(op))
        return 0;
    std::int64_t count = 0;
    for (std::size_t i = firstParameter(op); i < op.inputs.size(); ++i) {
        const Tensor* tensor = graph.input(op, i);
        if (tensor && tensor->constant)
            count += tensor->elements();
    }
    return count;
}

std::int64_t totalParameters(const Graph& graph)
{
    ConstantsOnce once(graph);
    std::int64_t count = 0;
    for (const Operator& op : graph.operators()) {
        if (!hasWeights(op))
            continue;
        for (std::size_t i = firstParameter(op); i < op.inputs.size(); ++i) {
            const TensorId id = op.inputs[i];
            if (id.valid() && graph.tensor(id).constant && once.isNew(id))
                count += graph.tensor(id).elements();
        }
    }
    return count;
}

Bytes constantBytes(const Graph& graph)
{
    ConstantsOnce once(graph);
    Bytes total;
    for (std::uint32_t i = 0; i < graph.tensors().size(); ++i)
        if (graph.tensors()[i].constant && once.isNew({i}))
            total += graph.tensors()[i].sizeBytes();
    return total;
}

bool ConstantsOnce::isNew(TensorId id)
{
    if (m_seen[id.index])
        return false;
    m_seen[id.index] = true;
    const Tensor& tensor = m_graph.tensor(id);
    return tensor.data.empty() || m_stored.emplace(tensor.data.data(), tensor.data.size()).second;
}

DataType activationType(const Graph& graph)
{
    std::map<std::pair<int, int>, std::int64_t> bytes;
    for (const Operator& op : graph.operators())
        for (const TensorId id : op.outputs) {
            const Tensor& tensor = graph.tensor(id);
            bytes[{static_cast<int>(tensor.type.kind), tensor.type.bits}] += tensor.sizeBytes().count();
        }
    std::pair<int, int> best{static_cast<int>(DataType::Kind::signedInteger), 8};
    std::int64_t most = -1;
    for (const auto& [type, size] : bytes)
        if (size > most) {
            most = size;
            best = type;
        }
    return {static_cast<DataType::Kind>(best.first), static_cast<std::uint8_t>(best.second)};
}

LayerShape layerShape(const Graph& graph, const Operator& op)
{
    LayerShape layer;
    layer.kind = op.kind;
    layer.out = toNhwc(graph.output(op).shape);
    layer.outBits = graph.output(op).type.bits;
    if (const Tensor* x = graph.input(op, 0)) {
        layer.in = toNhwc(x->shape);
        layer.inBits = x->type.bits;
    }
    if (const auto* conv = op.attributesAs<Conv2dAttributes>()) {
        layer.strideH = conv->strideH;
        layer.strideW = conv->strideW;
        layer.dilationH = conv->dilationH;
        layer.dilationW = conv->dilationW;
        layer.groups = conv->groups;
        layer.padding = conv->padding;
    } else if (const auto* pool = op.attributesAs<Pool2dAttributes>()) {
        layer.kernelH = pool->kernelH;
        layer.kernelW = pool->kernelW;
        layer.strideH = pool->strideH;
        layer.strideW = pool->strideW;
        layer.padding = pool->padding;
    }
    if (const Tensor* weights = weightsOf(graph, op)) {
        layer.weightBits = weights->type.bits;
        layer.weightElements = weights->elements();
        layer.weights = weights->weights ? &*weights->weights : nullptr;
        if (weights->shape.size() == 4) {
            layer.kernelH = weights->shape[1];
            layer.kernelW = weights->shape[2];
        }
    }
    layer.activation = fusedActivation(op);
    layer.hasBias = biasOf(graph, op) != nullptr;
    layer.macs = macs(graph, op);
    return layer;
}

} // namespace tenbin
