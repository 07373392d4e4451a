// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ethos_u_support.h"

#include <algorithm>
#include <initializer_list>

#include "engine/core/bounded.h"
#include "engine/graph/analysis.h"
#include "models/operator_classes.h"

namespace tenbin::ethos_u {

namespace {

using enum OperatorKind;

bool isAny(OperatorKind kind, std::initializer_list<OperatorKind> kinds)
{
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

bool inFirstCompilers(OperatorKind kind)
{
    return isRenaming(kind)
           || isAny(kind, {OperatorKind::abs,
                           add,
                           argMax,
                           averagePool2d,
                           concatenation,
                           conv2d,
                           depthwiseConv2d,
                           OperatorKind::exp,
                           fullyConnected,
                           hardSwish,
                           leakyRelu,
                           logistic,
                           maximum,
                           maxPool2d,
                           mean,
                           minimum,
                           mul,
                           pack,
                           pad,
                           prelu,
                           quantize,
                           relu,
                           relu6,
                           reluN1To1,
                           resizeBilinear,
                           resizeNearestNeighbor,
                           rsqrt,
                           slice,
                           softmax,
                           split,
                           squaredDifference,
                           stridedSlice,
                           sub,
                           OperatorKind::tanh,
                           transpose,
                           transposeConv2d,
                           lstm,
                           unpack});
}

bool inVela5(OperatorKind kind)
{
    return isAny(kind, {batchMatMul, OperatorKind::log, mirrorPad, neg, reduceMax, reduceMin, OperatorKind::reverse,
                        sum, tile, relu0To1});
}

bool onlyOnU85(OperatorKind kind)
{
    return isAny(kind, {cast, OperatorKind::div, equal, notEqual, OperatorKind::greater, OperatorKind::greaterEqual,
                        OperatorKind::less, OperatorKind::lessEqual, gather, logicalAnd, logicalOr, logicalNot,
                        scatterNd, select});
}

/// Strides beyond 3 only without dilation and padding, in Vela 5; windows of dilated kernels up to 64 x 64.
bool convolutionFits(const LayerShape& shape, Toolchain toolchain)
{
    const std::int64_t spanH = boundedProduct({shape.kernelH - 1, shape.dilationH}) + 1,
                       spanW = boundedProduct({shape.kernelW - 1, shape.dilationW}) + 1;
    const std::int64_t stride = std::max(shape.strideH, shape.strideW);
    const bool wideStride =
        toolchain == Toolchain::vela5 && shape.dilationH == 1 && shape.dilationW == 1 && !shape.padding.any();
    return (stride <= 3 || wideStride) && spanH <= 64 && boundedProduct({spanH, spanW}) <= 4096;
}

bool poolingFits(OperatorKind kind, const LayerShape& shape)
{
    if (kind == averagePool2d && std::max(shape.strideH, shape.strideW) > 3)
        return false;
    if (kind == averagePool2d && shape.padding.any())
        return shape.kernelH <= 8 && shape.kernelW <= 8;
    return shape.kernelH <= 256 && shape.kernelH * shape.kernelW <= 65536;
}

bool resizeFits(const LayerShape& shape)
{
    const auto factor = [](std::int64_t from, std::int64_t to) { return from > 0 && to % from == 0 ? to / from : 0; };
    const std::int64_t h = factor(shape.in.h, shape.out.h), w = factor(shape.in.w, shape.out.w);
    const bool single = shape.in.h == 1 && shape.in.w == 1;
    return single || (h == w && (h == 1 || h == 2 || h == 4 || h == 8)) || (shape.in.h == 1 && w > 0)
           || (shape.in.w == 1 && h > 0);
}

/// Feature maps of 8 or 16 bits; 32 bits only for plain arithmetic; floating point never.
bool typesFit(const Graph& graph, const Operator& op, bool quantised)
{
    const bool arithmetic =
        isAny(op.kind, {add, sub, mul, shapeOf, reshape, squeeze, expandDims, identity, slice, stridedSlice, transpose,
                        concatenation, pack, unpack, argMax, reduceMax, reduceMin, sum, quantize});
    const auto fits = [&](TensorId id) {
        if (!id.valid())
            return true;
        const Tensor& tensor = graph.tensor(id);
        if (tensor.type.isFloat())
            return quantised || tensor.constant;
        return tensor.constant || tensor.type.bits <= 16 || arithmetic;
    };
    return std::all_of(op.inputs.begin(), op.inputs.end(), fits)
           && std::all_of(op.outputs.begin(), op.outputs.end(), fits);
}

bool shapesFit(const Graph& graph, const Operator& op, Toolchain toolchain)
{
    const LayerShape shape = layerShape(graph, op);
    switch (op.kind) {
    case conv2d:
        return weightsOf(graph, op) && weightsOf(graph, op)->constant && convolutionFits(shape, toolchain);
    case depthwiseConv2d:
        return convolutionFits(shape, toolchain)
               && (shape.out.c == shape.in.c || shape.in.c == 1 || toolchain == Toolchain::vela5);
    case transposeConv2d:
        return shape.strideH <= 2 && shape.strideW <= 2;
    case averagePool2d:
    case maxPool2d:
        return poolingFits(op.kind, shape);
    case fullyConnected:
        return toolchain == Toolchain::vela5 || (weightsOf(graph, op) && weightsOf(graph, op)->constant);
    case resizeBilinear:
    case resizeNearestNeighbor:
        return resizeFits(shape);
    case softmax:
        return shape.in.h * shape.in.w < 65536;
    case argMax:
        return shape.in.c <= 127;
    case mean:
    case sum:
        return shape.in.elements() / std::max<std::int64_t>(1, shape.out.elements()) <= 65536 && shape.in.h <= 4096
               && shape.in.w <= 4096;
    default:
        return true;
    }
}

} // namespace

bool isActivation(OperatorKind kind)
{
    return isRectifier(kind) || isAny(kind, {leakyRelu, hardSwish, logistic, OperatorKind::tanh, elu, gelu});
}

bool runsOnNpu(const Graph& graph, const Operator& op, Generation generation, Toolchain toolchain, bool quantised)
{
    const bool u85 = generation == Generation::u85;
    const bool known = inFirstCompilers(op.kind) || ((toolchain == Toolchain::vela5 || u85) && inVela5(op.kind))
                       || (u85 && onlyOnU85(op.kind)) || (quantised && isQuantiser(op.kind));
    return known && typesFit(graph, op, quantised) && (u85 || shapesFit(graph, op, toolchain));
}

} // namespace tenbin::ethos_u
