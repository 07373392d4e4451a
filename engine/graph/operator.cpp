// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/graph/operator.h"

#include <array>

namespace tenbin {

namespace {
// In the order of OperatorKind; the static_assert keeps the two in step.
constexpr std::array<std::string_view, kOperatorKinds> kKindNames{
    "CONV_2D",
    "DEPTHWISE_CONV_2D",
    "TRANSPOSE_CONV",
    "FULLY_CONNECTED",
    "BATCH_MATMUL",
    "AVERAGE_POOL_2D",
    "MAX_POOL_2D",
    "MEAN",
    "SUM",
    "REDUCE_MAX",
    "REDUCE_MIN",
    "REDUCE_PROD",
    "ADD",
    "SUB",
    "MUL",
    "DIV",
    "MAXIMUM",
    "MINIMUM",
    "SQUARED_DIFFERENCE",
    "POW",
    "FLOOR_DIV",
    "FLOOR_MOD",
    "EQUAL",
    "NOT_EQUAL",
    "GREATER",
    "GREATER_EQUAL",
    "LESS",
    "LESS_EQUAL",
    "LOGICAL_AND",
    "LOGICAL_OR",
    "LOGICAL_NOT",
    "SELECT",
    "RELU",
    "RELU6",
    "RELU_N1_TO_1",
    "RELU_0_TO_1",
    "LEAKY_RELU",
    "PRELU",
    "ELU",
    "GELU",
    "HARD_SWISH",
    "LOGISTIC",
    "TANH",
    "SOFTMAX",
    "LOG_SOFTMAX",
    "ABS",
    "NEG",
    "EXP",
    "LOG",
    "SQRT",
    "RSQRT",
    "SQUARE",
    "SIN",
    "COS",
    "FLOOR",
    "CEIL",
    "ROUND",
    "CLIP",
    "PAD",
    "MIRROR_PAD",
    "RESHAPE",
    "SQUEEZE",
    "EXPAND_DIMS",
    "TRANSPOSE",
    "CONCATENATION",
    "SPLIT",
    "PACK",
    "UNPACK",
    "SLICE",
    "STRIDED_SLICE",
    "GATHER",
    "GATHER_ND",
    "SCATTER_ND",
    "EMBEDDING_LOOKUP",
    "TILE",
    "BROADCAST_TO",
    "REVERSE_V2",
    "SHAPE",
    "FILL",
    "RANGE",
    "ONE_HOT",
    "WHERE",
    "SPACE_TO_DEPTH",
    "DEPTH_TO_SPACE",
    "SPACE_TO_BATCH_ND",
    "BATCH_TO_SPACE_ND",
    "RESIZE_BILINEAR",
    "RESIZE_NEAREST_NEIGHBOR",
    "CROP_AND_RESIZE",
    "QUANTIZE",
    "DEQUANTIZE",
    "CAST",
    "IDENTITY",
    "BATCH_NORMALIZATION",
    "LAYER_NORMALIZATION",
    "L2_NORMALIZATION",
    "LOCAL_RESPONSE_NORMALIZATION",
    "ARG_MAX",
    "ARG_MIN",
    "TOPK_V2",
    "NON_MAX_SUPPRESSION",
    "DETECTION_POSTPROCESS",
    "CUMSUM",
    "LSTM",
    "GRU",
    "RNN",
    "SVDF",
    "READ_VARIABLE",
    "ASSIGN_VARIABLE",
    "VAR_HANDLE",
    "CALL_ONCE",
    "CONTROL_FLOW",
    "CUSTOM",
};
static_assert(kKindNames.back() == "CUSTOM");
} // namespace

std::string_view toString(OperatorKind kind) { return kKindNames[static_cast<std::size_t>(kind)]; }

std::optional<OperatorKind> operatorKindFromString(std::string_view name)
{
    for (std::size_t i = 0; i < kKindNames.size(); ++i)
        if (kKindNames[i] == name)
            return static_cast<OperatorKind>(i);
    return std::nullopt;
}

std::string_view toString(Activation activation)
{
    switch (activation) {
    case Activation::none:
        return "none";
    case Activation::relu:
        return "relu";
    case Activation::relu6:
        return "relu6";
    case Activation::reluN1To1:
        return "relu_n1_to_1";
    case Activation::relu0To1:
        return "relu_0_to_1";
    case Activation::tanh:
        return "tanh";
    case Activation::logistic:
        return "logistic";
    case Activation::hardSwish:
        return "hard_swish";
    case Activation::leakyRelu:
        return "leaky_relu";
    }
    return "none";
}

Activation fusedActivation(const Operator& op)
{
    return std::visit(
        [](const auto& attributes) {
            if constexpr (requires { attributes.activation; })
                return attributes.activation;
            else
                return Activation::none;
        },
        op.attributes);
}

std::string_view displayKind(const Operator& op)
{
    const bool named = op.kind == OperatorKind::custom || op.kind == OperatorKind::controlFlow;
    if (named && !op.customName.empty())
        return op.customName;
    return toString(op.kind);
}

} // namespace tenbin
