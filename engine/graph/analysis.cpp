// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/graph/analysis.h"

#include <algorithm>
#include <map>

#include "engine/graph/kind_set.h"
#include "engine/graph/operator_traits.h"

namespace tenbin {

namespace {

/// Whether the constants behind the first input are weights and biases.
bool hasWeights(const Operator& op)
{
    const auto* custom = op.attributesAs<CustomAttributes>();
    return traitsOf(op.kind).weights >= 0 || op.kind == OperatorKind::batchMatMul || (custom && custom->macs > 0);
}

/// Position of the first input that may be a parameter: either matrix of a product may be.
std::size_t firstParameter(const Operator& op)
{
    if (op.kind == OperatorKind::batchMatMul)
        return 0;
    return 1;
}

/// A constant input channel gives a constant output channel of the same index. (A reshape keeps channels apart where
/// the last dimension stays, which the caller checks.)
constexpr KindSet kKeepsChannelsApart{OperatorKind::depthwiseConv2d,
                                      OperatorKind::averagePool2d,
                                      OperatorKind::maxPool2d,
                                      OperatorKind::mean,
                                      OperatorKind::relu,
                                      OperatorKind::relu6,
                                      OperatorKind::hardSwish,
                                      OperatorKind::reshape,
                                      OperatorKind::squeeze,
                                      OperatorKind::quantize,
                                      OperatorKind::dequantize,
                                      OperatorKind::identity};

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
        const Shape& shape = graph.tensor(id).shape;
        if (!kKeepsChannelsApart.contains(op.kind) || !x || x->shape.empty() || shape.empty()
            || x->shape.back() != shape.back())
            break;
        id = op.inputs.front();
    }
    return dead;
}

/// Of `count` multiplications on `channels` channels, those on live ones.
std::int64_t liveShareOf(std::int64_t count, std::int64_t channels, const std::vector<bool>& dead)
{
    if (dead.empty() || channels != static_cast<std::int64_t>(dead.size()))
        return count;
    return count / channels * std::count(dead.begin(), dead.end(), false);
}

} // namespace

const Tensor* weightsOf(const Graph& graph, const Operator& op)
{
    const int position = traitsOf(op.kind).weights;
    if (position < 0)
        return nullptr;
    return graph.input(op, static_cast<std::size_t>(position));
}

const Tensor* biasOf(const Graph& graph, const Operator& op)
{
    if (!isConvolution(op.kind) && op.kind != OperatorKind::fullyConnected)
        return nullptr;
    return graph.input(op, 2);
}

Macs macs(const Graph& graph, const Operator& op)
{
    const auto rule = traitsOf(op.kind).macs;
    if (!rule)
        return Macs(0);
    return rule(graph, op);
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
    const Tensor* weights = weightsOf(graph, op);
    if (!weights || weights->shape.empty())
        return all;
    const bool depthwise = op.kind == OperatorKind::depthwiseConv2d;
    std::int64_t outputs = weights->shape.front();
    if (depthwise)
        outputs = weights->shape.back();
    std::int64_t count = all.count();
    if (!op.outputs.empty())
        count = liveShareOf(count, outputs, deadChannels(graph, op.outputs.front()));
    if (!depthwise && !op.inputs.empty() && op.inputs.front().valid())
        count = liveShareOf(count, weights->shape.back(), deadChannels(graph, op.inputs.front()));
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
