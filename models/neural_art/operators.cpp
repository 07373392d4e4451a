// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/neural_art/operators.h"

#include <algorithm>

#include "engine/graph/kind_set.h"
#include "engine/graph/operator_traits.h"
#include "models/common/graph_walk.h"

namespace tenbin::neural_art {

namespace {

using Kind = OperatorKind;

/// "Mapped on: HW" in the tables for TFLite and ONNX, some of them with conditions (fitsHardware).
constexpr KindSet kHardware{Kind::abs,
                            Kind::add,
                            Kind::averagePool2d,
                            Kind::batchMatMul,
                            Kind::batchNormalization,
                            Kind::cast,
                            Kind::ceil,
                            Kind::clip,
                            Kind::concatenation,
                            Kind::conv2d,
                            Kind::cos,
                            Kind::depthToSpace,
                            Kind::depthwiseConv2d,
                            Kind::elu,
                            Kind::equal,
                            Kind::exp,
                            Kind::fullyConnected,
                            Kind::gelu,
                            Kind::hardSwish,
                            Kind::leakyRelu,
                            Kind::logicalAnd,
                            Kind::logicalNot,
                            Kind::logicalOr,
                            Kind::logistic,
                            Kind::maximum,
                            Kind::maxPool2d,
                            Kind::mean,
                            Kind::minimum,
                            Kind::mul,
                            Kind::neg,
                            Kind::pack,
                            Kind::pad,
                            Kind::pow,
                            Kind::prelu,
                            Kind::reduceMax,
                            Kind::reduceMin,
                            Kind::relu,
                            Kind::relu0To1,
                            Kind::relu6,
                            Kind::reluN1To1,
                            Kind::resizeNearestNeighbor,
                            Kind::sin,
                            Kind::slice,
                            Kind::spaceToDepth,
                            Kind::split,
                            Kind::square,
                            Kind::stridedSlice,
                            Kind::sub,
                            Kind::tanh,
                            Kind::transpose,
                            Kind::transposeConv2d,
                            Kind::unpack};

bool isConstantInput(const Graph& graph, const Operator& op, std::size_t position)
{
    const Tensor* tensor = graph.input(op, position);
    return tensor && tensor->constant;
}

/// Reductions that are a global pool: over all axes but the first and the last.
bool reducesThePlane(const Graph& graph, const Operator& op)
{
    const auto* axes = op.attributesAs<AxisAttributes>();
    const Tensor* x = graph.input(op, 0);
    if (!axes || !x || x->shape.size() < 3 || axes->axes.size() + 2 != x->shape.size())
        return false;
    for (std::size_t i = 0; i < axes->axes.size(); ++i)
        if (axes->axes[i] != static_cast<int>(i) + 1)
            return false;
    return true;
}

/// "Only unidirectional broadcasting is supported in hardware", and up to four dimensions.
bool fitsBroadcasting(const Graph& graph, const Operator& op)
{
    const Tensor& out = graph.output(op);
    if (out.shape.size() > 4)
        return false;
    for (std::size_t i = 0; i < std::min<std::size_t>(2, op.inputs.size()); ++i)
        if (const Tensor* x = graph.input(op, i); x && x->elements() == out.elements())
            return true;
    return op.inputs.size() < 2;
}

/// Weights, second operand, exponent.
constexpr KindSet kSecondConstant{Kind::conv2d,         Kind::depthwiseConv2d, Kind::transposeConv2d,
                                  Kind::fullyConnected, Kind::batchMatMul,     Kind::pow};
constexpr KindSet kBroadcasts{Kind::add, Kind::sub, Kind::mul, Kind::maximum, Kind::minimum};

/// What the comments of the tables ask of operands and attributes.
bool fitsHardware(const Graph& graph, const Operator& op)
{
    if (kSecondConstant.contains(op.kind))
        return isConstantInput(graph, op, 1);
    if (familyOf(op.kind) == OperatorFamily::reduction)
        return reducesThePlane(graph, op);
    if (kBroadcasts.contains(op.kind))
        return fitsBroadcasting(graph, op);
    if (op.kind == Kind::resizeNearestNeighbor) {
        const auto* resize = op.attributesAs<ResizeAttributes>();
        return !resize || (!resize->alignCorners && !resize->halfPixelCenters);
    }
    return true;
}

/// Functions by a table; the others are taken for arithmetic.
constexpr KindSet kTabulated{Kind::logistic, Kind::tanh, Kind::elu, Kind::exp,   Kind::sqrt,
                             Kind::rsqrt,    Kind::abs,  Kind::neg, Kind::square};

StreamKind streamOfFunction(OperatorKind kind)
{
    if (kind == Kind::hardSwish || kind == Kind::gelu)
        return StreamKind::gated;
    if (kTabulated.contains(kind))
        return StreamKind::lookup;
    return StreamKind::elementwise;
}

} // namespace

bool runsInSoftware(const Graph& graph, const Operator& op, bool floatNetwork)
{
    if (isRenaming(op.kind))
        return false;
    if (!kHardware.contains(op.kind) || !fitsHardware(graph, op))
        return true;
    return !floatNetwork && graph.output(op).type.isFloat();
}

bool isRenamingOrActivation(OperatorKind kind)
{
    return isRenaming(kind) || isRectifier(kind) || kind == OperatorKind::leakyRelu || kind == OperatorKind::prelu;
}

std::vector<TensorId> insideEpoch(const Graph& graph, const Operator& op)
{
    const bool pool = isPooling(op.kind) || isGlobalAverage(graph, op);
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
    switch (familyOf(kind)) {
    case OperatorFamily::pooling:
    case OperatorFamily::reduction:
        return StreamKind::pooling;
    case OperatorFamily::unary:
    case OperatorFamily::activation:
    case OperatorFamily::function:
        return streamOfFunction(kind);
    case OperatorFamily::movement:
        return StreamKind::copy;
    case OperatorFamily::convolution:
    case OperatorFamily::matrix:
    case OperatorFamily::recurrent:
    case OperatorFamily::search:
    case OperatorFamily::binary:
    case OperatorFamily::rectifier:
    case OperatorFamily::normalization:
    case OperatorFamily::resampling:
    case OperatorFamily::renaming:
    case OperatorFamily::conversion:
    case OperatorFamily::state:
    case OperatorFamily::opaque:
        return StreamKind::elementwise;
    }
    return StreamKind::elementwise;
}

} // namespace tenbin::neural_art
