// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stacked_sensor_dsp/fusion.h"

#include <algorithm>

#include "models/common/operator_classes.h"

namespace tenbin::stacked_sensor {
namespace {

using Kind = OperatorKind;

bool isMatrixProduct(Kind kind) { return isConvolution(kind) || kind == Kind::fullyConnected; }

bool isBinary(Kind kind) { return kind == Kind::add || kind == Kind::sub || kind == Kind::mul || kind == Kind::div; }

/// Activations that follow a convolution without a store in between.
bool isActivation(Kind kind)
{
    switch (kind) {
    case Kind::leakyRelu:
    case Kind::prelu:
    case Kind::hardSwish:
    case Kind::logistic:
    case Kind::tanh:
        return true;
    default:
        return isRectifier(kind);
    }
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
    return readsBoth && graph.consumers(sigmoid.inputs[0]).size() == 2 ? product : OperatorId{};
}

void fuseBehind(const Graph& graph, std::uint32_t index, Fusion& fusion)
{
    const Operator& op = graph.operators()[index];
    if (op.inputs.empty() || !op.inputs[0].valid())
        return;
    const OperatorId producer = graph.producer(op.inputs[0]);
    if (!producer.valid())
        return;
    const Kind before =
        graph.op(fusion.head[producer.index] == producer.index ? producer : OperatorId{fusion.head[producer.index]})
            .kind;
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
    switch (kind) {
    case Kind::conv2d:
    case Kind::depthwiseConv2d:
    case Kind::transposeConv2d:
    case Kind::fullyConnected:
    case Kind::batchMatMul:
        return Support::convolutionCore;
    case Kind::averagePool2d:
    case Kind::maxPool2d:
    case Kind::mean:
    case Kind::reduceMax:
    case Kind::add:
    case Kind::sub:
    case Kind::mul:
    case Kind::div:
    case Kind::relu:
    case Kind::relu6:
    case Kind::reluN1To1:
    case Kind::relu0To1:
    case Kind::leakyRelu:
    case Kind::prelu:
    case Kind::hardSwish:
    case Kind::logistic:
    case Kind::tanh:
    case Kind::softmax:
    case Kind::clip:
    case Kind::batchNormalization:
    case Kind::layerNormalization:
    case Kind::resizeBilinear:
    case Kind::resizeNearestNeighbor:
    case Kind::cropAndResize:
    case Kind::equal:
    case Kind::argMax:
    case Kind::topK:
    case Kind::nonMaxSuppression:
    case Kind::detectionPostProcess:
        return Support::standardCore;
    case Kind::pad:
    case Kind::transpose:
    case Kind::concatenation:
    case Kind::split:
    case Kind::pack:
    case Kind::unpack:
    case Kind::slice:
    case Kind::stridedSlice:
    case Kind::gather:
    case Kind::cast:
        return Support::tensorDma;
    case Kind::quantize:
    case Kind::dequantize:
        return Support::nothing;
    default:
        return isRenaming(kind) ? Support::nothing : Support::unsupported;
    }
}

bool isCalibrated(Kind kind)
{
    switch (kind) {
    case Kind::conv2d:
    case Kind::depthwiseConv2d:
    case Kind::fullyConnected:
    case Kind::add:
    case Kind::averagePool2d:
    case Kind::maxPool2d:
    case Kind::mean:
    case Kind::pad:
    case Kind::concatenation:
    case Kind::batchNormalization:
        return true;
    default:
        return isRectifier(kind) || supportOf(kind) == Support::nothing;
    }
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
    default:
        return false;
    }
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
