// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/core/ids.h"
#include "engine/graph/tensor.h"

namespace tenbin {

/// Operators by their meaning, not by the file they came from. `custom` is an
/// operator nobody here knows: it keeps its name and shapes, and no target supports it.
enum class OperatorKind : std::uint8_t {
    conv2d,
    depthwiseConv2d,
    transposeConv2d,
    fullyConnected,
    batchMatMul,
    averagePool2d,
    maxPool2d,
    mean,
    sum,
    reduceMax,
    reduceMin,
    reduceProd,
    add,
    sub,
    mul,
    div,
    maximum,
    minimum,
    squaredDifference,
    pow,
    floorDiv,
    floorMod,
    equal,
    notEqual,
    greater,
    greaterEqual,
    less,
    lessEqual,
    logicalAnd,
    logicalOr,
    logicalNot,
    select,
    relu,
    relu6,
    reluN1To1,
    relu0To1,
    leakyRelu,
    prelu,
    elu,
    gelu,
    hardSwish,
    logistic,
    tanh,
    softmax,
    logSoftmax,
    abs,
    neg,
    exp,
    log,
    sqrt,
    rsqrt,
    square,
    sin,
    cos,
    floor,
    ceil,
    round,
    clip,
    pad,
    mirrorPad,
    reshape,
    squeeze,
    expandDims,
    transpose,
    concatenation,
    split,
    pack,
    unpack,
    slice,
    stridedSlice,
    gather,
    gatherNd,
    scatterNd,
    embeddingLookup,
    tile,
    broadcastTo,
    reverse,
    shapeOf,
    fill,
    range,
    oneHot,
    where,
    spaceToDepth,
    depthToSpace,
    spaceToBatchNd,
    batchToSpaceNd,
    resizeBilinear,
    resizeNearestNeighbor,
    cropAndResize,
    quantize,
    dequantize,
    cast,
    identity,
    batchNormalization,
    layerNormalization,
    l2Normalization,
    localResponseNormalization,
    argMax,
    argMin,
    topK,
    nonMaxSuppression,
    detectionPostProcess,
    cumSum,
    lstm,
    gru,
    rnn,
    svdf,
    readVariable,
    assignVariable,
    varHandle,
    callOnce,
    controlFlow,
    custom,
};

/// The field's name in upper case with underscores, as TensorFlow Lite writes it ("DEPTHWISE_CONV_2D").
std::string_view toString(OperatorKind kind);
std::optional<OperatorKind> operatorKindFromString(std::string_view name);
/// Number of kinds, for tables over all of them.
inline constexpr int kOperatorKinds = static_cast<int>(OperatorKind::custom) + 1;

/// Activation fused into the operator before it.
enum class Activation : std::uint8_t { none, relu, relu6, reluN1To1, relu0To1, tanh, logistic, hardSwish, leakyRelu };
std::string_view toString(Activation activation);

struct Padding2d {
    int top = 0, bottom = 0, left = 0, right = 0;
    bool any() const { return (top | bottom | left | right) != 0; }
    bool operator==(const Padding2d&) const = default;
};

/// conv2d, depthwiseConv2d, transposeConv2d. Inputs: [feature map NHWC, weights, bias (optional)].
/// Weights: conv2d and transposeConv2d [outC, kH, kW, inC/groups]; depthwiseConv2d [1, kH, kW, outC].
struct Conv2dAttributes {
    int strideH = 1, strideW = 1;
    int dilationH = 1, dilationW = 1;
    Padding2d padding;
    int groups = 1; ///< depthwise: equal to the input channels
    Activation activation = Activation::none;
    bool operator==(const Conv2dAttributes&) const = default;
};

/// averagePool2d, maxPool2d. Inputs: [feature map NHWC].
struct Pool2dAttributes {
    int kernelH = 1, kernelW = 1;
    int strideH = 1, strideW = 1;
    Padding2d padding;
    Activation activation = Activation::none;
    bool operator==(const Pool2dAttributes&) const = default;
};

/// fullyConnected. Inputs: [x [..., in], weights [out, in], bias (optional)].
struct FullyConnectedAttributes {
    Activation activation = Activation::none;
    bool operator==(const FullyConnectedAttributes&) const = default;
};

/// batchMatMul. Inputs: [a [..., m, k], b [..., k, n]], either transposed in its last two dimensions.
struct MatMulAttributes {
    bool transposeA = false, transposeB = false;
    bool operator==(const MatMulAttributes&) const = default;
};

/// Binary element-wise operators with a fused activation.
struct ElementwiseAttributes {
    Activation activation = Activation::none;
    bool operator==(const ElementwiseAttributes&) const = default;
};

/// mean, sum, reduceMax, argMax, concatenation, split, softmax, gather, pack, unpack …: the axes they work along.
struct AxisAttributes {
    std::vector<int> axes; ///< non-negative
    bool keepDims = false;
    Activation activation = Activation::none;
    bool operator==(const AxisAttributes&) const = default;
};

/// pad, mirrorPad: elements before and after, one pair a dimension.
struct PadAttributes {
    std::vector<std::pair<std::int64_t, std::int64_t>> paddings;
    bool operator==(const PadAttributes&) const = default;
};

/// slice, stridedSlice (already resolved: begin inclusive, end exclusive), transpose (permutation), tile (multiples).
struct SliceAttributes {
    std::vector<std::int64_t> begin, end, strides;
    bool operator==(const SliceAttributes&) const = default;
};
struct PermutationAttributes {
    std::vector<int> permutation;
    bool operator==(const PermutationAttributes&) const = default;
};
struct ResizeAttributes {
    bool alignCorners = false, halfPixelCenters = false;
    bool operator==(const ResizeAttributes&) const = default;
};
/// leakyRelu and elu: alpha; clip: lowest and highest; softmax: beta in alpha.
struct ScalarAttributes {
    float alpha = 0.0f, lowest = 0.0f, highest = 0.0f;
    bool operator==(const ScalarAttributes&) const = default;
};
/// spaceToDepth, depthToSpace.
struct BlockAttributes {
    int blockSize = 1;
    bool operator==(const BlockAttributes&) const = default;
};
/// lstm, gru, rnn. Inputs: [x [batch, time, in] or [time, batch, in] when timeMajor, weights…].
struct RecurrentAttributes {
    int units = 0;
    bool timeMajor = false;
    Activation activation = Activation::tanh;
    bool operator==(const RecurrentAttributes&) const = default;
};
/// svdf. Inputs: [x [batch, in], feature weights [filters, in], time weights [filters, memory], bias, state].
struct SvdfAttributes {
    int rank = 1;
    Activation activation = Activation::none;
    bool operator==(const SvdfAttributes&) const = default;
};
/// custom: what a file tells of the work of an operator that keeps its name.
struct CustomAttributes {
    std::int64_t macs = 0; ///< multiply-accumulates of one inference; its constants are weights where there are any
    bool operator==(const CustomAttributes&) const = default;
};

using Attributes = std::variant<std::monostate, Conv2dAttributes, Pool2dAttributes, FullyConnectedAttributes,
                                MatMulAttributes, ElementwiseAttributes, AxisAttributes, PadAttributes, SliceAttributes,
                                PermutationAttributes, ResizeAttributes, ScalarAttributes, BlockAttributes,
                                RecurrentAttributes, SvdfAttributes, CustomAttributes>;

struct Operator {
    OperatorKind kind = OperatorKind::custom;
    std::string name;             ///< as the file names it, or that of its first output
    std::string customName;       ///< of a custom operator, e.g. "FlexErf"
    std::vector<TensorId> inputs; ///< an absent optional input is an invalid id
    std::vector<TensorId> outputs;
    Attributes attributes;

    template <class T>
    const T* attributesAs() const
    {
        return std::get_if<T>(&attributes);
    }
};

/// Activation fused into `op`, if its attributes have one.
Activation fusedActivation(const Operator& op);

/// Custom operator that stands for what Arm's Vela has compiled for an Ethos-U. Inputs: [commands, weights,
/// scratch, fast scratch (invalid where it is the same memory), feature maps…]. The feature maps lie in the scratch.
inline constexpr std::string_view kVelaOperator = "ethos-u";

/// Name shown to people: the kind's, or the custom operator's own.
std::string_view displayKind(const Operator& op);

} // namespace tenbin
