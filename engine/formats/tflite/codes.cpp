// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/tflite/codes.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace tenbin {

namespace {

using B = tflite::BuiltinOperator;
using K = OperatorKind;

struct BuiltinKind {
    B code;
    K kind;
};

// The first entry of a kind is the one that is written.
constexpr std::array kBuiltins{
    BuiltinKind{B::CONV_2D, K::conv2d},
    BuiltinKind{B::DEPTHWISE_CONV_2D, K::depthwiseConv2d},
    BuiltinKind{B::TRANSPOSE_CONV, K::transposeConv2d},
    BuiltinKind{B::FULLY_CONNECTED, K::fullyConnected},
    BuiltinKind{B::BATCH_MATMUL, K::batchMatMul},
    BuiltinKind{B::AVERAGE_POOL_2D, K::averagePool2d},
    BuiltinKind{B::MAX_POOL_2D, K::maxPool2d},
    BuiltinKind{B::MEAN, K::mean},
    BuiltinKind{B::SUM, K::sum},
    BuiltinKind{B::REDUCE_MAX, K::reduceMax},
    BuiltinKind{B::REDUCE_MIN, K::reduceMin},
    BuiltinKind{B::REDUCE_PROD, K::reduceProd},
    BuiltinKind{B::ADD, K::add},
    BuiltinKind{B::ADD_N, K::add},
    BuiltinKind{B::SUB, K::sub},
    BuiltinKind{B::MUL, K::mul},
    BuiltinKind{B::DIV, K::div},
    BuiltinKind{B::MAXIMUM, K::maximum},
    BuiltinKind{B::MINIMUM, K::minimum},
    BuiltinKind{B::SQUARED_DIFFERENCE, K::squaredDifference},
    BuiltinKind{B::POW, K::pow},
    BuiltinKind{B::FLOOR_DIV, K::floorDiv},
    BuiltinKind{B::FLOOR_MOD, K::floorMod},
    BuiltinKind{B::EQUAL, K::equal},
    BuiltinKind{B::NOT_EQUAL, K::notEqual},
    BuiltinKind{B::GREATER, K::greater},
    BuiltinKind{B::GREATER_EQUAL, K::greaterEqual},
    BuiltinKind{B::LESS, K::less},
    BuiltinKind{B::LESS_EQUAL, K::lessEqual},
    BuiltinKind{B::LOGICAL_AND, K::logicalAnd},
    BuiltinKind{B::LOGICAL_OR, K::logicalOr},
    BuiltinKind{B::LOGICAL_NOT, K::logicalNot},
    BuiltinKind{B::SELECT_V2, K::select},
    BuiltinKind{B::SELECT, K::select},
    BuiltinKind{B::RELU, K::relu},
    BuiltinKind{B::RELU6, K::relu6},
    BuiltinKind{B::RELU_N1_TO_1, K::reluN1To1},
    BuiltinKind{B::RELU_0_TO_1, K::relu0To1},
    BuiltinKind{B::LEAKY_RELU, K::leakyRelu},
    BuiltinKind{B::PRELU, K::prelu},
    BuiltinKind{B::ELU, K::elu},
    BuiltinKind{B::GELU, K::gelu},
    BuiltinKind{B::HARD_SWISH, K::hardSwish},
    BuiltinKind{B::LOGISTIC, K::logistic},
    BuiltinKind{B::TANH, K::tanh},
    BuiltinKind{B::SOFTMAX, K::softmax},
    BuiltinKind{B::LOG_SOFTMAX, K::logSoftmax},
    BuiltinKind{B::ABS, K::abs},
    BuiltinKind{B::NEG, K::neg},
    BuiltinKind{B::EXP, K::exp},
    BuiltinKind{B::LOG, K::log},
    BuiltinKind{B::SQRT, K::sqrt},
    BuiltinKind{B::RSQRT, K::rsqrt},
    BuiltinKind{B::SQUARE, K::square},
    BuiltinKind{B::SIN, K::sin},
    BuiltinKind{B::COS, K::cos},
    BuiltinKind{B::FLOOR, K::floor},
    BuiltinKind{B::CEIL, K::ceil},
    BuiltinKind{B::ROUND, K::round},
    BuiltinKind{B::PAD, K::pad},
    BuiltinKind{B::PADV2, K::pad},
    BuiltinKind{B::MIRROR_PAD, K::mirrorPad},
    BuiltinKind{B::RESHAPE, K::reshape},
    BuiltinKind{B::SQUEEZE, K::squeeze},
    BuiltinKind{B::EXPAND_DIMS, K::expandDims},
    BuiltinKind{B::TRANSPOSE, K::transpose},
    BuiltinKind{B::CONCATENATION, K::concatenation},
    BuiltinKind{B::SPLIT, K::split},
    BuiltinKind{B::SPLIT_V, K::split},
    BuiltinKind{B::PACK, K::pack},
    BuiltinKind{B::UNPACK, K::unpack},
    BuiltinKind{B::SLICE, K::slice},
    BuiltinKind{B::STRIDED_SLICE, K::stridedSlice},
    BuiltinKind{B::GATHER, K::gather},
    BuiltinKind{B::GATHER_ND, K::gatherNd},
    BuiltinKind{B::SCATTER_ND, K::scatterNd},
    BuiltinKind{B::EMBEDDING_LOOKUP, K::embeddingLookup},
    BuiltinKind{B::TILE, K::tile},
    BuiltinKind{B::BROADCAST_TO, K::broadcastTo},
    BuiltinKind{B::REVERSE_V2, K::reverse},
    BuiltinKind{B::SHAPE, K::shapeOf},
    BuiltinKind{B::FILL, K::fill},
    BuiltinKind{B::RANGE, K::range},
    BuiltinKind{B::ONE_HOT, K::oneHot},
    BuiltinKind{B::WHERE, K::where},
    BuiltinKind{B::SPACE_TO_DEPTH, K::spaceToDepth},
    BuiltinKind{B::DEPTH_TO_SPACE, K::depthToSpace},
    BuiltinKind{B::SPACE_TO_BATCH_ND, K::spaceToBatchNd},
    BuiltinKind{B::BATCH_TO_SPACE_ND, K::batchToSpaceNd},
    BuiltinKind{B::RESIZE_BILINEAR, K::resizeBilinear},
    BuiltinKind{B::RESIZE_NEAREST_NEIGHBOR, K::resizeNearestNeighbor},
    BuiltinKind{B::QUANTIZE, K::quantize},
    BuiltinKind{B::DEQUANTIZE, K::dequantize},
    BuiltinKind{B::CAST, K::cast},
    BuiltinKind{B::L2_NORMALIZATION, K::l2Normalization},
    BuiltinKind{B::LOCAL_RESPONSE_NORMALIZATION, K::localResponseNormalization},
    BuiltinKind{B::ARG_MAX, K::argMax},
    BuiltinKind{B::ARG_MIN, K::argMin},
    BuiltinKind{B::TOPK_V2, K::topK},
    BuiltinKind{B::NON_MAX_SUPPRESSION_V5, K::nonMaxSuppression},
    BuiltinKind{B::NON_MAX_SUPPRESSION_V4, K::nonMaxSuppression},
    BuiltinKind{B::CUMSUM, K::cumSum},
    BuiltinKind{B::UNIDIRECTIONAL_SEQUENCE_LSTM, K::lstm},
    BuiltinKind{B::BIDIRECTIONAL_SEQUENCE_LSTM, K::lstm},
    BuiltinKind{B::LSTM, K::lstm},
    BuiltinKind{B::UNIDIRECTIONAL_SEQUENCE_RNN, K::rnn},
    BuiltinKind{B::BIDIRECTIONAL_SEQUENCE_RNN, K::rnn},
    BuiltinKind{B::RNN, K::rnn},
    BuiltinKind{B::SVDF, K::svdf},
    BuiltinKind{B::READ_VARIABLE, K::readVariable},
    BuiltinKind{B::ASSIGN_VARIABLE, K::assignVariable},
    BuiltinKind{B::VAR_HANDLE, K::varHandle},
    BuiltinKind{B::CALL_ONCE, K::callOnce},
    BuiltinKind{B::IF, K::controlFlow},
    BuiltinKind{B::WHILE, K::controlFlow},
};

struct TypeCode {
    tflite::TensorType code;
    DataType type;
};

using T = tflite::TensorType;
using Kind = DataType::Kind;

// Types without arithmetic meaning here (strings, handles, complex numbers, bfloat16) are "other".
constexpr std::array kTypes{
    TypeCode{T::FLOAT32, DataType::float32()},
    TypeCode{T::FLOAT16, DataType::float16()},
    TypeCode{T::INT32, DataType::int32()},
    TypeCode{T::UINT8, DataType::uint8()},
    TypeCode{T::INT64, DataType::int64()},
    TypeCode{T::STRING, {Kind::other, 8}},
    TypeCode{T::BOOL, DataType::boolean()},
    TypeCode{T::INT16, DataType::int16()},
    TypeCode{T::COMPLEX64, {Kind::other, 64}},
    TypeCode{T::INT8, DataType::int8()},
    TypeCode{T::FLOAT64, {Kind::floatingPoint, 64}},
    TypeCode{T::COMPLEX128, {Kind::other, 128}},
    TypeCode{T::UINT64, {Kind::unsignedInteger, 64}},
    TypeCode{T::RESOURCE, {Kind::other, 32}},
    TypeCode{T::VARIANT, {Kind::other, 32}},
    TypeCode{T::UINT32, {Kind::unsignedInteger, 32}},
    TypeCode{T::UINT16, {Kind::unsignedInteger, 16}},
    TypeCode{T::INT4, DataType::int4()},
    TypeCode{T::BFLOAT16, {Kind::other, 16}},
    TypeCode{T::INT2, {Kind::signedInteger, 2}},
    TypeCode{T::UINT4, {Kind::unsignedInteger, 4}},
    TypeCode{T::FLOAT8_E4M3FN, {Kind::floatingPoint, 8}},
    TypeCode{T::FLOAT8_E5M2, {Kind::floatingPoint, 8}},
};

constexpr std::string_view kDetectionPostProcess = "TFLite_Detection_PostProcess";

/// Kinds with a builtin that cannot express every variant of them.
bool writtenAsCustomToo(OperatorKind kind)
{
    return kind == K::lstm || kind == K::rnn || kind == K::softmax || kind == K::argMax || kind == K::argMin
           || kind == K::expandDims;
}

} // namespace

std::optional<OperatorKind> kindOfBuiltin(tflite::BuiltinOperator code)
{
    const auto found = std::find_if(kBuiltins.begin(), kBuiltins.end(), [&](const auto& e) { return e.code == code; });
    if (found == kBuiltins.end())
        return std::nullopt;
    return found->kind;
}

std::optional<tflite::BuiltinOperator> builtinOfKind(OperatorKind kind)
{
    const auto found = std::find_if(kBuiltins.begin(), kBuiltins.end(), [&](const auto& e) { return e.kind == kind; });
    if (found == kBuiltins.end() || kind == K::controlFlow)
        return std::nullopt;
    return found->code;
}

std::string builtinName(tflite::BuiltinOperator code)
{
    const std::string name = tflite::EnumNameBuiltinOperator(code);
    if (name.empty())
        return fmt::format("BUILTIN_{}", static_cast<int>(code));
    return name;
}

std::optional<OperatorKind> kindOfCustom(std::string_view customCode)
{
    if (customCode == kDetectionPostProcess)
        return K::detectionPostProcess;
    const auto kind = operatorKindFromString(customCode);
    if (!kind || kind == K::custom || (builtinOfKind(*kind) && !writtenAsCustomToo(*kind)))
        return std::nullopt;
    return kind;
}

std::string customOfKind(const Operator& op)
{
    if (op.kind == K::custom)
        return op.customName;
    if (op.kind == K::detectionPostProcess)
        return std::string(kDetectionPostProcess);
    return std::string(toString(op.kind));
}

std::optional<DataType> dataTypeOf(tflite::TensorType type)
{
    const auto found =
        std::find_if(kTypes.begin(), kTypes.end(), [&](const auto& entry) { return entry.code == type; });
    if (found == kTypes.end())
        return std::nullopt;
    return found->type;
}

std::optional<tflite::TensorType> tensorTypeOf(DataType type)
{
    const auto found =
        std::find_if(kTypes.begin(), kTypes.end(), [&](const auto& entry) { return entry.type == type; });
    if (found == kTypes.end())
        return std::nullopt;
    return found->code;
}

std::optional<Activation> activationOf(tflite::ActivationFunctionType code)
{
    using A = tflite::ActivationFunctionType;
    switch (code) {
    case A::NONE:
        return Activation::none;
    case A::RELU:
        return Activation::relu;
    case A::RELU_N1_TO_1:
        return Activation::reluN1To1;
    case A::RELU6:
        return Activation::relu6;
    case A::TANH:
        return Activation::tanh;
    case A::SIGN_BIT:
        return std::nullopt;
    }
    return std::nullopt;
}

std::optional<tflite::ActivationFunctionType> fusedCode(Activation activation)
{
    using A = tflite::ActivationFunctionType;
    switch (activation) {
    case Activation::none:
        return A::NONE;
    case Activation::relu:
        return A::RELU;
    case Activation::reluN1To1:
        return A::RELU_N1_TO_1;
    case Activation::relu6:
        return A::RELU6;
    case Activation::tanh:
        return A::TANH;
    case Activation::relu0To1:
    case Activation::logistic:
    case Activation::hardSwish:
    case Activation::leakyRelu:
        return std::nullopt;
    }
    return std::nullopt;
}

} // namespace tenbin
