// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/operator_support/kernel_list_tables.h"

namespace tenbin {

namespace {

using enum OperatorKind;
using Kind = OperatorKind;

/// Operators with the types int8 and uint8 in the table of ST Edge AI Core 4.0.
constexpr KindSet kInteger{add,
                           averagePool2d,
                           batchMatMul,
                           batchNormalization, // folded, or a product and a sum
                           batchToSpaceNd,
                           broadcastTo,
                           cast,
                           clip,
                           concatenation,
                           conv2d,
                           depthToSpace,
                           depthwiseConv2d,
                           Kind::div,
                           elu,
                           fullyConnected,
                           gather,
                           gatherNd,
                           leakyRelu,
                           lstm,
                           maximum,
                           maxPool2d,
                           minimum,
                           mul,
                           pack,
                           prelu,
                           relu,
                           relu0To1,
                           relu6,
                           reluN1To1,
                           Kind::reverse,
                           scatterNd,
                           select,
                           shapeOf,
                           slice,
                           spaceToBatchNd,
                           spaceToDepth,
                           split,
                           stridedSlice,
                           sub,
                           tile,
                           topK,
                           transpose,
                           transposeConv2d,
                           unpack};

/// Operators with the type float32 alone, those of the ONNX and Keras tables among them: in an 8-bit network "the
/// floating point version is used. Converters are automatically added by the code generator".
constexpr KindSet kFloatOnly{Kind::abs,
                             argMax,
                             argMin,
                             Kind::ceil,
                             Kind::cos,
                             equal,
                             Kind::exp,
                             fill,
                             Kind::floor,
                             floorDiv,
                             floorMod,
                             gelu,
                             Kind::greater,
                             greaterEqual,
                             gru,
                             hardSwish,
                             l2Normalization,
                             layerNormalization,
                             Kind::less,
                             lessEqual,
                             localResponseNormalization,
                             Kind::log,
                             logicalAnd,
                             logicalNot,
                             logicalOr,
                             logistic,
                             logSoftmax,
                             mean,
                             mirrorPad,
                             neg,
                             notEqual,
                             pad,
                             Kind::pow,
                             range,
                             reduceMax,
                             reduceMin,
                             reduceProd,
                             resizeBilinear,
                             resizeNearestNeighbor,
                             rnn,
                             Kind::round,
                             rsqrt,
                             Kind::sin,
                             softmax,
                             Kind::sqrt,
                             square,
                             squaredDifference,
                             sum,
                             Kind::tanh};

/// Release notes of ST Edge AI Core 4.0, "new layers": what a version added, newest first. What exporters write in
/// several operators is there before.
constexpr KindSet kAddedIn4{layerNormalization};
constexpr KindSet kAddedIn10{batchMatMul, broadcastTo, gatherNd, relu0To1, scatterNd}; // ST Edge AI 2.0 and 2.1
constexpr KindSet kAddedIn9{notEqual, gelu};
constexpr KindSet kQuantisedIn9{lstm}; // before, in floating point

constexpr KernelList listOf(std::string_view id, std::string_view name, const KindSet& later, const KindSet& floatYet)
{
    const KindSet integer = kInteger.without(later | floatYet);
    return {id,
            name,
            "ST Edge AI Core 4.0 documentation: supported_ops_tflite.html, supported_ops_onnx.html, release_note.html",
            integer,
            KindSet{}, // "data type for the weights/activations tensors must be: float32, int8, uint8"
            (kInteger | kFloatOnly).without(later),
            integer,
            true,
            {.axes = 6, .transposedAxes = 6}}; // "must not be greater than 6D"
}

constexpr std::array kLists{
    listOf("st_edge_ai_3", "ST Edge AI 3", kAddedIn4, {}),
    listOf("xcubeai_10", "X-CUBE-AI 10", kAddedIn4, {}),
    listOf("xcubeai_9", "X-CUBE-AI 9", kAddedIn4 | kAddedIn10, {}),
    listOf("xcubeai_8", "X-CUBE-AI 8", kAddedIn4 | kAddedIn10 | kAddedIn9, kQuantisedIn9),
    listOf("xcubeai_7", "X-CUBE-AI 7", kAddedIn4 | kAddedIn10 | kAddedIn9, kQuantisedIn9),
};

} // namespace

std::span<const KernelList> stKernelLists() { return kLists; }

} // namespace tenbin
