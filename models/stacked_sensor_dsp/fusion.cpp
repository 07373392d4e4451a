// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stacked_sensor_dsp/fusion.h"

#include <algorithm>

#include "engine/graph/kind_set.h"
#include "engine/graph/operator_traits.h"

namespace tenbin::stacked_sensor {
namespace {

using Kind = OperatorKind;

bool isMatrixProduct(Kind kind) { return isConvolution(kind) || kind == Kind::fullyConnected; }

bool isBinary(Kind kind) { return kind == Kind::add || kind == Kind::sub || kind == Kind::mul || kind == Kind::div; }

/// Beside rectifiers.
constexpr KindSet kStandardCore{Kind::averagePool2d,
                                Kind::maxPool2d,
                                Kind::mean,
                                Kind::reduceMax,
                                Kind::add,
                                Kind::sub,
                                Kind::mul,
                                Kind::div,
                                Kind::leakyRelu,
                                Kind::prelu,
                                Kind::hardSwish,
                                Kind::logistic,
                                Kind::tanh,
                                Kind::softmax,
                                Kind::batchNormalization,
                                Kind::layerNormalization,
                                Kind::resizeBilinear,
                                Kind::resizeNearestNeighbor,
                                Kind::cropAndResize,
                                Kind::equal,
                                Kind::argMax,
                                Kind::topK,
                                Kind::nonMaxSuppression,
                                Kind::detectionPostProcess};

constexpr KindSet kTensorDma{Kind::pad,    Kind::transpose, Kind::concatenation, Kind::split,  Kind::pack,
                             Kind::unpack, Kind::slice,     Kind::stridedSlice,  Kind::gather, Kind::cast};

/// Beside rectifiers and what is no work.
constexpr KindSet kCalibrated{Kind::conv2d,        Kind::depthwiseConv2d,   Kind::fullyConnected, Kind::add,
                              Kind::averagePool2d, Kind::maxPool2d,         Kind::mean,           Kind::pad,
                              Kind::concatenation, Kind::batchNormalization};

/// Activations that follow a convolution without a store in between.
bool isActivation(Kind kind)
{
    const bool listed = familyOf(kind) == OperatorFamily::activation && kind != Kind::elu && kind != Kind::gelu;
    return listed || isRectifier(kind);
}

bool isGraphOutput(const Graph& graph, TensorId id)
{
    return std::find(graph.outputs().begin(), graph.outputs().end(), id) != graph.outputs().end();
}

bool isReadOnceInside(const Graph& graph, TensorId id)
{
    return graph.consumers(id).size() == 1 && !isGraphOutput(graph, id);
}

/// x times sigmoid(x), written as two operators: the multiplication, or invalid.
OperatorId swishProduct(const Graph& graph, const Operator& sigmoid)
{
    if (sigmoid.kind != Kind::logistic || isGraphOutput(graph, sigmoid.inputs[0])
        || !isReadOnceInside(graph, sigmoid.outputs[0]))
        return {};
    const OperatorId product = graph.consumers(sigmoid.outputs[0]).front();
    const Operator& op = graph.op(product);
    const bool readsBoth = op.kind == Kind::mul && op.inputs.size() == 2
                           && std::find(op.inputs.begin(), op.inputs.end(), sigmoid.inputs[0]) != op.inputs.end();
    if (!readsBoth || graph.consumers(sigmoid.inputs[0]).size() != 2)
        return {};
    return product;
}

void fuseBehind(const Graph& graph, std::uint32_t index, Fusion& fusion)
{
    const Operator& op = graph.operators()[index];
    if (op.inputs.empty() || !op.inputs[0].valid())
        return;
    const OperatorId producer = graph.producer(op.inputs[0]);
    if (!producer.valid())
        return;
    const Kind before = graph.op(OperatorId{fusion.head[producer.index]}).kind;
    if (const OperatorId product = swishProduct(graph, op); product.valid() && isMatrixProduct(before)) {
        fusion.head[index] = fusion.head[product.index] = fusion.head[producer.index];
        return;
    }
    if (!isReadOnceInside(graph, op.inputs[0]))
        return;
    const bool fits = (isActivation(op.kind) && isMatrixProduct(before)) || (isRectifier(op.kind) && isBinary(before))
                      || (op.kind == Kind::batchNormalization && isConvolution(before));
    if (fits)
        fusion.head[index] = fusion.head[producer.index];
}

void fuseAhead(const Graph& graph, std::uint32_t index, Fusion& fusion)
{
    const Operator& op = graph.operators()[index];
    if (op.kind != Kind::pad || op.inputs.empty() || !op.inputs[0].valid() || !isReadOnceInside(graph, op.outputs[0]))
        return;
    const OperatorId reader = graph.consumers(op.outputs[0]).front();
    const Kind kind = graph.op(reader).kind;
    if (kind == Kind::conv2d || kind == Kind::depthwiseConv2d || kind == Kind::maxPool2d || kind == Kind::averagePool2d)
        fusion.head[index] = reader.index;
}

bool isPassedOn(const Graph& graph, const Fusion& fusion, TensorId id)
{
    const OperatorId producer = graph.producer(id);
    const auto& readers = graph.consumers(id);
    if (!producer.valid() || readers.empty() || isGraphOutput(graph, id))
        return false;
    return std::all_of(readers.begin(), readers.end(),
                       [&](OperatorId reader) { return fusion.head[reader.index] == fusion.head[producer.index]; });
}

} // namespace

Support supportOf(Kind kind)
{
    if (isConvolution(kind) || familyOf(kind) == OperatorFamily::matrix)
        return Support::convolutionCore;
    if (isRenaming(kind) || isQuantiser(kind))
        return Support::nothing;
    if (isRectifier(kind) || kStandardCore.contains(kind))
        return Support::standardCore;
    if (kTensorDma.contains(kind))
        return Support::tensorDma;
    return Support::unsupported;
}

bool isCalibrated(Kind kind)
{
    return isRectifier(kind) || kCalibrated.contains(kind) || supportOf(kind) == Support::nothing;
}

bool isCalibrated(Activation activation)
{
    switch (activation) {
    case Activation::none:
    case Activation::relu:
    case Activation::relu6:
    case Activation::reluN1To1:
    case Activation::relu0To1:
        return true;
    case Activation::tanh:
    case Activation::logistic:
    case Activation::hardSwish:
    case Activation::leakyRelu:
        break;
    }
    return false;
}

Fusion fuse(const Graph& graph)
{
    Fusion fusion;
    const auto count = static_cast<std::uint32_t>(graph.operators().size());
    for (std::uint32_t i = 0; i < count; ++i)
        fusion.head.push_back(i);
    for (std::uint32_t i = 0; i < count; ++i)
        if (fusion.isHead(i))
            fuseBehind(graph, i, fusion);
    for (std::uint32_t i = 0; i < count; ++i)
        if (fusion.isHead(i))
            fuseAhead(graph, i, fusion);
    fusion.internal.resize(graph.tensors().size());
    for (std::uint32_t i = 0; i < graph.tensors().size(); ++i)
        fusion.internal[i] = isPassedOn(graph, fusion, TensorId{i});
    return fusion;
}

} // namespace tenbin::stacked_sensor
