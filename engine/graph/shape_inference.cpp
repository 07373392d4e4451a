// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/graph/shape_inference.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/graph/shape_rules.h"

namespace tenbin {

namespace shape_rules {

namespace {
std::string nameOf(const Operator& op) { return op.name.empty() ? std::string(displayKind(op)) : op.name; }
ErrorLocation whereIs(const Operator& op) { return {.element = fmt::format("{} ({})", nameOf(op), displayKind(op))}; }
} // namespace

tl::unexpected<Error> Site::missing(std::string what) const
{
    return fail(ErrorCode::operatorMalformed, {nameOf(op), std::move(what)}, whereIs(op));
}

tl::unexpected<Error> Site::mismatch(std::string expected, std::string found) const
{
    return fail(ErrorCode::shapeMismatch, {nameOf(op), std::move(expected), std::move(found)}, whereIs(op));
}

tl::unexpected<Error> Site::invalid(std::string attribute, std::string value) const
{
    return fail(ErrorCode::attributeInvalid, {nameOf(op), std::move(attribute), std::move(value)}, whereIs(op));
}

tl::unexpected<Error> Site::unknown() const { return fail(ErrorCode::shapeUnknown, {nameOf(op)}, whereIs(op)); }

} // namespace shape_rules

namespace {

using namespace shape_rules;

Inferred valueDependent(const Site& site) { return site.unknown(); }

using Rule = Inferred (*)(const Site&);

/// The rule of a kind. A switch without default: a new kind does not compile until it has one.
Rule ruleFor(OperatorKind kind)
{
    using K = OperatorKind;
    switch (kind) {
    case K::conv2d:
        return convolution;
    case K::depthwiseConv2d:
        return depthwiseConvolution;
    case K::transposeConv2d:
        return transposeConvolution;
    case K::averagePool2d:
    case K::maxPool2d:
        return pooling;
    case K::fullyConnected:
        return shape_rules::fullyConnected;
    case K::batchMatMul:
        return shape_rules::batchMatMul;
    case K::lstm:
    case K::gru:
    case K::rnn:
        return recurrent;
    case K::svdf:
        return shape_rules::svdf;
    case K::mean:
    case K::sum:
    case K::reduceMax:
    case K::reduceMin:
    case K::reduceProd:
        return reduction;
    case K::argMax:
    case K::argMin:
        return argReduction;
    case K::add:
    case K::sub:
    case K::mul:
    case K::div:
    case K::maximum:
    case K::minimum:
    case K::squaredDifference:
    case K::pow:
    case K::floorDiv:
    case K::floorMod:
    case K::equal:
    case K::notEqual:
    case K::greater:
    case K::greaterEqual:
    case K::less:
    case K::lessEqual:
    case K::logicalAnd:
    case K::logicalOr:
    case K::select:
        return broadcast;
    case K::logicalNot:
    case K::relu:
    case K::relu6:
    case K::reluN1To1:
    case K::relu0To1:
    case K::leakyRelu:
    case K::prelu:
    case K::elu:
    case K::gelu:
    case K::hardSwish:
    case K::logistic:
    case K::tanh:
    case K::softmax:
    case K::logSoftmax:
    case K::abs:
    case K::neg:
    case K::exp:
    case K::log:
    case K::sqrt:
    case K::rsqrt:
    case K::square:
    case K::sin:
    case K::cos:
    case K::floor:
    case K::ceil:
    case K::round:
    case K::clip:
    case K::reverse:
    case K::quantize:
    case K::dequantize:
    case K::cast:
    case K::identity:
    case K::batchNormalization:
    case K::layerNormalization:
    case K::l2Normalization:
    case K::localResponseNormalization:
    case K::cumSum:
    case K::assignVariable:
        return sameAsInput;
    case K::pad:
    case K::mirrorPad:
        return shape_rules::pad;
    case K::squeeze:
        return shape_rules::squeeze;
    case K::expandDims:
        return shape_rules::expandDims;
    case K::transpose:
        return shape_rules::transpose;
    case K::concatenation:
        return shape_rules::concatenation;
    case K::split:
        return shape_rules::split;
    case K::pack:
        return shape_rules::pack;
    case K::unpack:
        return shape_rules::unpack;
    case K::slice:
    case K::stridedSlice:
        return shape_rules::slice;
    case K::gather:
        return shape_rules::gather;
    case K::gatherNd:
        return shape_rules::gatherNd;
    case K::embeddingLookup:
        return shape_rules::embeddingLookup;
    case K::tile:
        return shape_rules::tile;
    case K::shapeOf:
        return shape_rules::shapeOf;
    case K::spaceToDepth:
        return shape_rules::spaceToDepth;
    case K::depthToSpace:
        return shape_rules::depthToSpace;
    // Here the sizes are values of a tensor or hide in a subgraph.
    case K::reshape:
    case K::scatterNd:
    case K::broadcastTo:
    case K::fill:
    case K::range:
    case K::oneHot:
    case K::where:
    case K::spaceToBatchNd:
    case K::batchToSpaceNd:
    case K::resizeBilinear:
    case K::resizeNearestNeighbor:
    case K::cropAndResize:
    case K::topK:
    case K::nonMaxSuppression:
    case K::detectionPostProcess:
    case K::readVariable:
    case K::varHandle:
    case K::callOnce:
    case K::controlFlow:
    case K::custom:
        return valueDependent;
    }
    return valueDependent;
}

/// Refuses shapes that the rules' arithmetic could not hold.
std::optional<Error> checkInputs(const Site& site)
{
    constexpr std::int64_t kMaxElements = std::int64_t{1} << 40;
    for (const auto& shape : site.inputs) {
        if (!shape)
            continue;
        std::int64_t count = 1;
        for (const std::int64_t dimension : *shape) {
            if (dimension < 0)
                return site.unknown().value();
            if (dimension > kMaxElements || (dimension != 0 && count > kMaxElements / dimension))
                return site.mismatch(std::to_string(kMaxElements), toString(*shape)).value();
            count *= std::max<std::int64_t>(dimension, 1);
        }
    }
    return std::nullopt;
}

} // namespace

Result<std::vector<Shape>> inferShapes(const Operator& op, const std::vector<std::optional<Shape>>& inputs)
{
    const Site site{op, inputs};
    if (const auto error = checkInputs(site))
        return tl::make_unexpected(*error);
    return ruleFor(op.kind)(site);
}

std::pair<int, int> samePadding(std::int64_t input, std::int64_t kernel, std::int64_t stride, std::int64_t dilation)
{
    if (stride <= 0)
        return {0, 0};
    const std::int64_t span = (kernel - 1) * dilation + 1;
    const std::int64_t total = std::max<std::int64_t>((ceilDiv(input, stride) - 1) * stride + span - input, 0);
    return {static_cast<int>(total / 2), static_cast<int>(total - total / 2)};
}

std::int64_t windowOutput(std::int64_t input, std::int64_t kernel, std::int64_t stride, std::int64_t dilation,
                          std::int64_t before, std::int64_t after)
{
    const std::int64_t span = (kernel - 1) * dilation + 1;
    const std::int64_t padded = input + before + after;
    if (stride <= 0 || kernel <= 0 || dilation <= 0 || padded < span)
        return 0;
    return (padded - span) / stride + 1;
}

} // namespace tenbin
