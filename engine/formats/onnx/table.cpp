// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/onnx/lowering.h"

namespace tenbin {

// What each operator of the default domain becomes, and the handler that knows how.

using L = OnnxLowering;
using K = OperatorKind;

/// Operators for feature maps, matrices and recurrent cells.
std::vector<std::pair<std::string_view, OnnxLowering::Entry>> OnnxLowering::mapEntries()
{
    return {
        {"Conv", {&L::convolution, K::conv2d}},
        {"ConvTranspose", {&L::transposeConvolution, K::transposeConv2d}},
        {"MaxPool", {&L::pooling, K::maxPool2d}},
        {"AveragePool", {&L::pooling, K::averagePool2d}},
        {"GlobalMaxPool", {&L::globalPooling, K::maxPool2d}},
        {"GlobalAveragePool", {&L::globalPooling, K::averagePool2d}},
        {"BatchNormalization", {&L::batchNormalization, K::batchNormalization}},
        {"LRN", {&L::localResponseNormalization, K::localResponseNormalization}},
        {"Resize", {&L::resize, K::resizeNearestNeighbor}},
        {"Upsample", {&L::resize, K::resizeNearestNeighbor}},
        {"DepthToSpace", {&L::blocks, K::depthToSpace}},
        {"SpaceToDepth", {&L::blocks, K::spaceToDepth}},
        {"Gemm", {&L::gemm, K::fullyConnected}},
        {"MatMul", {&L::matMul, K::batchMatMul}},
        {"Einsum", {&L::einsum, K::batchMatMul}},
        {"MatMulInteger", {&L::integerProduct, K::batchMatMul}},
        {"ConvInteger", {&L::integerProduct, K::conv2d}},
        {"FusedMatMul", {&L::fusedMatMul, K::batchMatMul}},
        {"Attention", {&L::attention, K::batchMatMul}},
        {"MultiHeadAttention", {&L::attention, K::batchMatMul}},
        {"MatMulNBits", {&L::matMulBlocks, K::fullyConnected}},
        {"LSTM", {&L::recurrent, K::lstm}},
        {"GRU", {&L::recurrent, K::gru}},
        {"RNN", {&L::recurrent, K::rnn}},
    };
}

/// Operators for element-wise work.
std::vector<std::pair<std::string_view, OnnxLowering::Entry>> OnnxLowering::elementwiseEntries()
{
    return {
        {"Relu", {&L::unary, K::relu}},
        {"LeakyRelu", {&L::unary, K::leakyRelu}},
        {"Elu", {&L::unary, K::elu}},
        {"Gelu", {&L::unary, K::gelu}},
        {"HardSwish", {&L::unary, K::hardSwish}},
        {"Sigmoid", {&L::unary, K::logistic}},
        {"Tanh", {&L::unary, K::tanh}},
        {"Abs", {&L::unary, K::abs}},
        {"Neg", {&L::unary, K::neg}},
        {"Exp", {&L::unary, K::exp}},
        {"Log", {&L::unary, K::log}},
        {"Sqrt", {&L::unary, K::sqrt}},
        {"Sin", {&L::unary, K::sin}},
        {"Cos", {&L::unary, K::cos}},
        {"Floor", {&L::unary, K::floor}},
        {"Ceil", {&L::unary, K::ceil}},
        {"Round", {&L::unary, K::round}},
        {"Not", {&L::unary, K::logicalNot}},
        {"Erf", {&L::unaryCustom, K::custom}},
        {"Sign", {&L::unaryCustom, K::custom}},
        {"Selu", {&L::unaryCustom, K::custom}},
        {"Softplus", {&L::unaryCustom, K::custom}},
        {"Softsign", {&L::unaryCustom, K::custom}},
        {"Celu", {&L::unaryCustom, K::custom}},
        {"ThresholdedRelu", {&L::unaryCustom, K::custom}},
        {"Identity", {&L::alias, K::identity}},
        {"Dropout", {&L::alias, K::identity}},
        {"Cast", {&L::cast, K::cast}},
        {"Clip", {&L::clip, K::clip}},
        {"HardSigmoid", {&L::hardSigmoid, K::relu0To1}},
        {"Reciprocal", {&L::reciprocal, K::div}},
        {"PRelu", {&L::binary, K::prelu}},
        {"Add", {&L::binary, K::add}},
        {"Sum", {&L::binary, K::add}},
        {"Sub", {&L::binary, K::sub}},
        {"Mul", {&L::binary, K::mul}},
        {"Div", {&L::binary, K::div}},
        {"Pow", {&L::binary, K::pow}},
        {"Max", {&L::binary, K::maximum}},
        {"Min", {&L::binary, K::minimum}},
        {"Mod", {&L::binary, K::floorMod}},
        {"Equal", {&L::binary, K::equal}},
        {"Greater", {&L::binary, K::greater}},
        {"GreaterOrEqual", {&L::binary, K::greaterEqual}},
        {"Less", {&L::binary, K::less}},
        {"LessOrEqual", {&L::binary, K::lessEqual}},
        {"And", {&L::binary, K::logicalAnd}},
        {"Or", {&L::binary, K::logicalOr}},
        {"Where", {&L::binary, K::select}},
        {"Softmax", {&L::softmax, K::softmax}},
        {"LogSoftmax", {&L::softmax, K::logSoftmax}},
        {"LayerNormalization", {&L::layerNormalization, K::layerNormalization}},
    };
}

/// Operators for reductions, for moving elements, and quantisers.
std::vector<std::pair<std::string_view, OnnxLowering::Entry>> OnnxLowering::layoutEntries()
{
    return {
        {"ReduceMean", {&L::reduction, K::mean}},
        {"ReduceSum", {&L::reduction, K::sum}},
        {"ReduceMax", {&L::reduction, K::reduceMax}},
        {"ReduceMin", {&L::reduction, K::reduceMin}},
        {"ReduceProd", {&L::reduction, K::reduceProd}},
        {"ArgMax", {&L::reduction, K::argMax}},
        {"ArgMin", {&L::reduction, K::argMin}},
        {"CumSum", {&L::cumSum, K::cumSum}},
        {"Concat", {&L::concatenation, K::concatenation}},
        {"Split", {&L::split, K::split}},
        {"Slice", {&L::slice, K::slice}},
        {"Pad", {&L::pad, K::pad}},
        {"Gather", {&L::gather, K::gather}},
        {"Expand", {&L::expand, K::broadcastTo}},
        {"Tile", {&L::tile, K::tile}},
        {"Transpose", {&L::transpose, K::transpose}},
        {"Reshape", {&L::reshape, K::reshape}},
        {"Flatten", {&L::flatten, K::reshape}},
        {"Squeeze", {&L::squeeze, K::reshape}},
        {"Unsqueeze", {&L::unsqueeze, K::reshape}},
        {"GatherND", {&L::passThrough, K::gatherNd}},
        {"ScatterND", {&L::passThrough, K::scatterNd}},
        {"TopK", {&L::passThrough, K::topK}},
        {"OneHot", {&L::passThrough, K::oneHot}},
        {"NonZero", {&L::passThrough, K::where}},
        {"NonMaxSuppression", {&L::passThrough, K::nonMaxSuppression}},
        {"Range", {&L::passThrough, K::range}},
        {"ConstantOfShape", {&L::passThrough, K::fill}},
        {"Shape", {&L::passThrough, K::shapeOf}},
        {"If", {&L::conditional, K::controlFlow}},
        {"Loop", {&L::loop, K::controlFlow}},
        {"Scan", {&L::scan, K::controlFlow}},
        {"DynamicQuantizeLinear", {&L::dynamicQuantizeLinear, K::quantize}},
        {"QuantizeLinear", {&L::quantizeLinear, K::quantize}},
        {"DequantizeLinear", {&L::dequantizeLinear, K::dequantize}},
    };
}

std::optional<OperatorKind> OnnxLowering::lowersTo(std::string_view type)
{
    const auto found = table().find(type);
    return found == table().end() ? std::nullopt : std::optional(found->second.kind);
}

const std::unordered_map<std::string_view, OnnxLowering::Entry>& OnnxLowering::table()
{
    static const auto all = [] {
        std::unordered_map<std::string_view, Entry> entries;
        for (const auto& part : {mapEntries(), elementwiseEntries(), layoutEntries()})
            entries.insert(part.begin(), part.end());
        return entries;
    }();
    return all;
}

} // namespace tenbin
