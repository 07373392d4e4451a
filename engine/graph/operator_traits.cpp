// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/graph/operator_traits.h"

#include <algorithm>
#include <array>

#include "engine/graph/mac_rules.h"
#include "engine/graph/shape_rules.h"

namespace tenbin {

namespace {

using K = OperatorKind;
using F = OperatorFamily;
using C = OperatorCategory;
namespace shapes = shape_rules;
namespace macs = mac_rules;

/// One row a kind, in the order of OperatorKind. A new kind does not compile until it has its row.
constexpr std::array<OperatorTraits, kOperatorKinds> kOperators{{
    {K::conv2d, "CONV_2D", F::convolution, C::convolution, shapes::convolution, macs::convolution, 1},
    {K::depthwiseConv2d, "DEPTHWISE_CONV_2D", F::convolution, C::depthwise, shapes::depthwiseConvolution,
     macs::depthwise, 1},
    {K::transposeConv2d, "TRANSPOSE_CONV", F::convolution, C::convolution, shapes::transposeConvolution,
     macs::transposed, 1},
    {K::fullyConnected, "FULLY_CONNECTED", F::matrix, C::matrix, shapes::fullyConnected, macs::fullyConnected, 1},
    {K::batchMatMul, "BATCH_MATMUL", F::matrix, C::matrix, shapes::batchMatMul, macs::batchMatMul},
    {K::averagePool2d, "AVERAGE_POOL_2D", F::pooling, C::pooling, shapes::pooling},
    {K::maxPool2d, "MAX_POOL_2D", F::pooling, C::pooling, shapes::pooling},
    {K::mean, "MEAN", F::reduction, C::pooling, shapes::reduction},
    {K::sum, "SUM", F::reduction, C::pooling, shapes::reduction},
    {K::reduceMax, "REDUCE_MAX", F::reduction, C::pooling, shapes::reduction},
    {K::reduceMin, "REDUCE_MIN", F::reduction, C::pooling, shapes::reduction},
    {K::reduceProd, "REDUCE_PROD", F::reduction, C::pooling, shapes::reduction},
    {K::add, "ADD", F::binary, C::arithmetic, shapes::broadcast},
    {K::sub, "SUB", F::binary, C::arithmetic, shapes::broadcast},
    {K::mul, "MUL", F::binary, C::arithmetic, shapes::broadcast},
    {K::div, "DIV", F::binary, C::arithmetic, shapes::broadcast},
    {K::maximum, "MAXIMUM", F::binary, C::arithmetic, shapes::broadcast},
    {K::minimum, "MINIMUM", F::binary, C::arithmetic, shapes::broadcast},
    {K::squaredDifference, "SQUARED_DIFFERENCE", F::binary, C::arithmetic, shapes::broadcast},
    {K::pow, "POW", F::binary, C::arithmetic, shapes::broadcast},
    {K::floorDiv, "FLOOR_DIV", F::binary, C::arithmetic, shapes::broadcast},
    {K::floorMod, "FLOOR_MOD", F::binary, C::arithmetic, shapes::broadcast},
    {K::equal, "EQUAL", F::binary, C::arithmetic, shapes::broadcast},
    {K::notEqual, "NOT_EQUAL", F::binary, C::arithmetic, shapes::broadcast},
    {K::greater, "GREATER", F::binary, C::arithmetic, shapes::broadcast},
    {K::greaterEqual, "GREATER_EQUAL", F::binary, C::arithmetic, shapes::broadcast},
    {K::less, "LESS", F::binary, C::arithmetic, shapes::broadcast},
    {K::lessEqual, "LESS_EQUAL", F::binary, C::arithmetic, shapes::broadcast},
    {K::logicalAnd, "LOGICAL_AND", F::binary, C::arithmetic, shapes::broadcast},
    {K::logicalOr, "LOGICAL_OR", F::binary, C::arithmetic, shapes::broadcast},
    {K::logicalNot, "LOGICAL_NOT", F::unary, C::arithmetic, shapes::sameAsInput},
    {K::select, "SELECT", F::binary, C::arithmetic, shapes::broadcast},
    {K::relu, "RELU", F::rectifier, C::activation, shapes::sameAsInput},
    {K::relu6, "RELU6", F::rectifier, C::activation, shapes::sameAsInput},
    {K::reluN1To1, "RELU_N1_TO_1", F::rectifier, C::activation, shapes::sameAsInput},
    {K::relu0To1, "RELU_0_TO_1", F::rectifier, C::activation, shapes::sameAsInput},
    {K::leakyRelu, "LEAKY_RELU", F::activation, C::activation, shapes::sameAsInput},
    {K::prelu, "PRELU", F::activation, C::activation, shapes::sameAsInput},
    {K::elu, "ELU", F::activation, C::activation, shapes::sameAsInput},
    {K::gelu, "GELU", F::activation, C::activation, shapes::sameAsInput},
    {K::hardSwish, "HARD_SWISH", F::activation, C::activation, shapes::sameAsInput},
    {K::logistic, "LOGISTIC", F::activation, C::activation, shapes::sameAsInput},
    {K::tanh, "TANH", F::activation, C::activation, shapes::sameAsInput},
    {K::softmax, "SOFTMAX", F::normalization, C::activation, shapes::sameAsInput},
    {K::logSoftmax, "LOG_SOFTMAX", F::normalization, C::activation, shapes::sameAsInput},
    {K::abs, "ABS", F::unary, C::arithmetic, shapes::sameAsInput},
    {K::neg, "NEG", F::unary, C::arithmetic, shapes::sameAsInput},
    {K::exp, "EXP", F::function, C::arithmetic, shapes::sameAsInput},
    {K::log, "LOG", F::function, C::arithmetic, shapes::sameAsInput},
    {K::sqrt, "SQRT", F::function, C::arithmetic, shapes::sameAsInput},
    {K::rsqrt, "RSQRT", F::function, C::arithmetic, shapes::sameAsInput},
    {K::square, "SQUARE", F::unary, C::arithmetic, shapes::sameAsInput},
    {K::sin, "SIN", F::function, C::arithmetic, shapes::sameAsInput},
    {K::cos, "COS", F::function, C::arithmetic, shapes::sameAsInput},
    {K::floor, "FLOOR", F::unary, C::arithmetic, shapes::sameAsInput},
    {K::ceil, "CEIL", F::unary, C::arithmetic, shapes::sameAsInput},
    {K::round, "ROUND", F::unary, C::arithmetic, shapes::sameAsInput},
    {K::clip, "CLIP", F::rectifier, C::arithmetic, shapes::sameAsInput},
    {K::pad, "PAD", F::movement, C::layout, shapes::pad},
    {K::mirrorPad, "MIRROR_PAD", F::movement, C::layout, shapes::pad},
    {K::reshape, "RESHAPE", F::renaming, C::layout, shapes::valueDependent},
    {K::squeeze, "SQUEEZE", F::renaming, C::layout, shapes::squeeze},
    {K::expandDims, "EXPAND_DIMS", F::renaming, C::layout, shapes::expandDims},
    {K::transpose, "TRANSPOSE", F::movement, C::layout, shapes::transpose},
    {K::concatenation, "CONCATENATION", F::movement, C::layout, shapes::concatenation},
    {K::split, "SPLIT", F::movement, C::layout, shapes::split},
    {K::pack, "PACK", F::movement, C::layout, shapes::pack},
    {K::unpack, "UNPACK", F::movement, C::layout, shapes::unpack},
    {K::slice, "SLICE", F::movement, C::layout, shapes::slice},
    {K::stridedSlice, "STRIDED_SLICE", F::movement, C::layout, shapes::slice},
    {K::gather, "GATHER", F::movement, C::layout, shapes::gather},
    {K::gatherNd, "GATHER_ND", F::movement, C::layout, shapes::gatherNd},
    {K::scatterNd, "SCATTER_ND", F::movement, C::layout, shapes::valueDependent},
    {K::embeddingLookup, "EMBEDDING_LOOKUP", F::movement, C::layout, shapes::embeddingLookup},
    {K::tile, "TILE", F::movement, C::layout, shapes::tile},
    {K::broadcastTo, "BROADCAST_TO", F::movement, C::layout, shapes::valueDependent},
    {K::reverse, "REVERSE_V2", F::movement, C::layout, shapes::sameAsInput},
    {K::shapeOf, "SHAPE", F::renaming, C::layout, shapes::shapeOf},
    {K::fill, "FILL", F::movement, C::layout, shapes::valueDependent},
    {K::range, "RANGE", F::movement, C::layout, shapes::valueDependent},
    {K::oneHot, "ONE_HOT", F::movement, C::layout, shapes::valueDependent},
    {K::where, "WHERE", F::movement, C::layout, shapes::valueDependent},
    {K::spaceToDepth, "SPACE_TO_DEPTH", F::movement, C::layout, shapes::spaceToDepth},
    {K::depthToSpace, "DEPTH_TO_SPACE", F::movement, C::layout, shapes::depthToSpace},
    {K::spaceToBatchNd, "SPACE_TO_BATCH_ND", F::movement, C::layout, shapes::valueDependent},
    {K::batchToSpaceNd, "BATCH_TO_SPACE_ND", F::movement, C::layout, shapes::valueDependent},
    {K::resizeBilinear, "RESIZE_BILINEAR", F::resampling, C::layout, shapes::valueDependent},
    {K::resizeNearestNeighbor, "RESIZE_NEAREST_NEIGHBOR", F::resampling, C::layout, shapes::valueDependent},
    {K::cropAndResize, "CROP_AND_RESIZE", F::resampling, C::layout, shapes::valueDependent},
    {K::quantize, "QUANTIZE", F::conversion, C::layout, shapes::sameAsInput},
    {K::dequantize, "DEQUANTIZE", F::conversion, C::layout, shapes::sameAsInput},
    {K::cast, "CAST", F::conversion, C::layout, shapes::sameAsInput},
    {K::identity, "IDENTITY", F::renaming, C::layout, shapes::sameAsInput},
    {K::batchNormalization, "BATCH_NORMALIZATION", F::normalization, C::arithmetic, shapes::sameAsInput},
    {K::layerNormalization, "LAYER_NORMALIZATION", F::normalization, C::arithmetic, shapes::sameAsInput},
    {K::l2Normalization, "L2_NORMALIZATION", F::normalization, C::arithmetic, shapes::sameAsInput},
    {K::localResponseNormalization, "LOCAL_RESPONSE_NORMALIZATION", F::normalization, C::arithmetic,
     shapes::sameAsInput},
    {K::argMax, "ARG_MAX", F::search, C::other, shapes::argReduction},
    {K::argMin, "ARG_MIN", F::search, C::other, shapes::argReduction},
    {K::topK, "TOPK_V2", F::search, C::other, shapes::valueDependent},
    {K::nonMaxSuppression, "NON_MAX_SUPPRESSION", F::search, C::other, shapes::valueDependent},
    {K::detectionPostProcess, "DETECTION_POSTPROCESS", F::search, C::other, shapes::valueDependent},
    {K::cumSum, "CUMSUM", F::reduction, C::other, shapes::sameAsInput},
    {K::lstm, "LSTM", F::recurrent, C::matrix, shapes::recurrent, macs::recurrent, 1},
    {K::gru, "GRU", F::recurrent, C::matrix, shapes::recurrent, macs::recurrent, 1},
    {K::rnn, "RNN", F::recurrent, C::matrix, shapes::recurrent, macs::recurrent, 1},
    {K::svdf, "SVDF", F::recurrent, C::matrix, shapes::svdf, macs::svdf, 1},
    {K::readVariable, "READ_VARIABLE", F::state, C::other, shapes::valueDependent},
    {K::assignVariable, "ASSIGN_VARIABLE", F::state, C::other, shapes::sameAsInput},
    {K::varHandle, "VAR_HANDLE", F::state, C::other, shapes::valueDependent},
    {K::callOnce, "CALL_ONCE", F::state, C::other, shapes::valueDependent},
    {K::controlFlow, "CONTROL_FLOW", F::opaque, C::other, shapes::valueDependent},
    {K::custom, "CUSTOM", F::opaque, C::other, shapes::valueDependent, macs::custom},
}};

consteval bool isInOrder()
{
    for (std::size_t i = 0; i < kOperators.size(); ++i)
        if (kOperators[i].kind != static_cast<K>(i) || kOperators[i].name.empty())
            return false;
    return true;
}
static_assert(isInOrder(), "a kind without a row, or a row in another place than its kind");

} // namespace

const OperatorTraits& traitsOf(OperatorKind kind) { return kOperators[static_cast<std::size_t>(kind)]; }

std::string_view toString(OperatorKind kind) { return traitsOf(kind).name; }

std::optional<OperatorKind> operatorKindFromString(std::string_view name)
{
    const auto row = std::ranges::find(kOperators, name, &OperatorTraits::name);
    if (row == kOperators.end())
        return std::nullopt;
    return row->kind;
}

} // namespace tenbin
