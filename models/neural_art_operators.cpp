// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/neural_art_operators.h"

#include "models/operator_classes.h"

namespace tenbin::neural_art {

bool runsInSoftware(const Graph& graph, const Operator& op, bool floatNetwork)
{
    switch (op.kind) {
    case OperatorKind::quantize:
    case OperatorKind::dequantize:
    case OperatorKind::softmax:
    case OperatorKind::logSoftmax:
    case OperatorKind::resizeBilinear:
    case OperatorKind::argMax:
    case OperatorKind::topK:
    case OperatorKind::nonMaxSuppression:
    case OperatorKind::detectionPostProcess:
    case OperatorKind::lstm:
    case OperatorKind::gru:
    case OperatorKind::rnn:
    case OperatorKind::svdf:
        return true;
    default:
        return !floatNetwork && graph.output(op).type.isFloat();
    }
}

bool isRenamingOrActivation(OperatorKind kind)
{
    return isRenaming(kind) || isRectifier(kind) || kind == OperatorKind::leakyRelu || kind == OperatorKind::prelu;
}

std::vector<TensorId> insideEpoch(const Graph& graph, const Operator& op)
{
    const bool pool =
        op.kind == OperatorKind::maxPool2d || op.kind == OperatorKind::averagePool2d || isGlobalAverage(graph, op);
    if (!pool || op.inputs.empty() || !op.inputs.front().valid())
        return {};
    std::vector<TensorId> inside{op.inputs.front()};
    while (graph.consumers(inside.back()).size() == 1) {
        const OperatorId producer = graph.producer(inside.back());
        if (!producer.valid())
            return {};
        const Operator& before = graph.op(producer);
        if (isConvolution(before.kind))
            return inside;
        if (!isRenamingOrActivation(before.kind) || before.inputs.empty() || !before.inputs.front().valid())
            return {};
        inside.push_back(before.inputs.front());
    }
    return {};
}

bool joinsEpoch(const Graph& graph, const Operator& op)
{
    return isRenamingOrActivation(op.kind) || !insideEpoch(graph, op).empty();
}

StreamKind streamKind(OperatorKind kind)
{
    switch (kind) {
    case OperatorKind::averagePool2d:
    case OperatorKind::maxPool2d:
    case OperatorKind::mean:
    case OperatorKind::sum:
    case OperatorKind::reduceMax:
    case OperatorKind::reduceMin:
        return StreamKind::pooling;
    case OperatorKind::logistic:
    case OperatorKind::tanh:
    case OperatorKind::elu:
    case OperatorKind::exp:
    case OperatorKind::sqrt:
    case OperatorKind::rsqrt:
    case OperatorKind::abs:
    case OperatorKind::neg:
    case OperatorKind::square:
        return StreamKind::lookup;
    case OperatorKind::hardSwish:
    case OperatorKind::gelu:
        return StreamKind::gated;
    case OperatorKind::concatenation:
    case OperatorKind::split:
    case OperatorKind::slice:
    case OperatorKind::stridedSlice:
    case OperatorKind::pad:
    case OperatorKind::mirrorPad:
    case OperatorKind::transpose:
    case OperatorKind::pack:
    case OperatorKind::unpack:
    case OperatorKind::spaceToDepth:
    case OperatorKind::depthToSpace:
    case OperatorKind::tile:
    case OperatorKind::gather:
        return StreamKind::copy;
    default:
        return StreamKind::elementwise;
    }
}

} // namespace tenbin::neural_art
