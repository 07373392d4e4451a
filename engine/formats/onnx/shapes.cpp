// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/onnx/shapes.h"

#include <algorithm>
#include <unordered_map>

#include "engine/core/units.h"
#include "engine/formats/draft/constant_values.h"
#include "engine/formats/onnx/size_rules.h"

namespace tenbin {

namespace {

using namespace onnx_sizes;

using Rule = Sized (*)(const Site&);

void add(std::unordered_map<std::string_view, Rule>& rules, std::initializer_list<std::string_view> names, Rule rule)
{
    for (const std::string_view name : names)
        rules.emplace(name, rule);
}

std::unordered_map<std::string_view, Rule> allRules()
{
    std::unordered_map<std::string_view, Rule> rules;
    add(rules,
        {"Mish",
         "Swish",
         "Selu",
         "Celu",
         "Softplus",
         "Softsign",
         "ThresholdedRelu",
         "Shrink",
         "Sign",
         "Erf",
         "Tan",
         "Asin",
         "Acos",
         "Atan",
         "Sinh",
         "Cosh",
         "Asinh",
         "Acosh",
         "Atanh",
         "IsNaN",
         "IsInf",
         "BitwiseNot",
         "Hardmax",
         "LpNormalization",
         "MeanVarianceNormalization",
         "InstanceNormalization",
         "GroupNormalization",
         "RMSNormalization",
         "SimplifiedLayerNormalization",
         "SkipLayerNormalization",
         "SkipSimplifiedLayerNormalization",
         "LayerNormalization",
         "RotaryEmbedding",
         "Bernoulli",
         "RandomNormalLike",
         "RandomUniformLike",
         "EyeLike",
         "Trilu",
         "ReverseSequence",
         "ScatterElements",
         "Scatter",
         "ScatterND",
         "TensorScatter",
         "CastLike",
         "QuickGelu",
         "FastGelu",
         "BiasGelu",
         "BiasAdd",
         "MoE",
         "QMoE",
         "Affine",
         "ScaledTanh",
         "ParametricSoftplus",
         "ImageScaler",
         "Scale",
         "StringNormalizer",
         "LRN",
         "BatchNormalization"},
        likeInput);
    add(rules, {"Attention"}, attention);
    add(rules, {"EmbedLayerNormalization"}, embeddings);
    add(rules, {"Xor", "BitShift", "BitwiseAnd", "BitwiseOr", "BitwiseXor", "Mean", "NotEqual", "StringConcat"},
        broadcasting);
    add(rules,
        {"ReduceL1", "ReduceL2", "ReduceSumSquare", "ReduceLogSum", "ReduceLogSumExp", "ReduceSum", "ReduceMean",
         "ReduceMax", "ReduceMin", "ReduceProd"},
        reducing);
    add(rules, {"LpPool", "MaxPool", "AveragePool", "Conv", "DeformConv", "ConvInteger", "FusedConv"}, windows);
    add(rules, {"GlobalLpPool", "GlobalAveragePool", "GlobalMaxPool"}, globalWindow);
    add(rules, {"MaxRoiPool", "RoiAlign"}, regions);
    add(rules, {"ConstantOfShape", "RandomNormal", "RandomUniform"}, givenShape);
    add(rules, {"HannWindow", "HammingWindow", "BlackmanWindow"}, window);
    add(rules, {"NegativeLogLikelihoodLoss", "SoftmaxCrossEntropyLoss"}, loss);
    add(rules, {"Shape", "Size"}, wholeSize);
    add(rules, {"ConvTranspose"}, transposedConvolution);
    add(rules, {"TopK"}, topK);
    add(rules, {"OneHot"}, oneHot);
    add(rules, {"NonMaxSuppression"}, nonMaxSuppression);
    add(rules, {"NonZero"}, nonZero);
    add(rules, {"Compress"}, compress);
    add(rules, {"Unique"}, unique);
    add(rules, {"GridSample"}, gridSample);
    add(rules, {"AffineGrid"}, affineGrid);
    add(rules, {"GatherElements"}, gatherElements);
    add(rules, {"GatherND"}, gatherNd);
    add(rules, {"Det"}, determinant);
    add(rules, {"CenterCropPad"}, centerCropPad);
    add(rules, {"Pad"}, padding);
    add(rules, {"Resize"}, resizing);
    add(rules, {"Col2Im"}, columnsToImage);
    add(rules, {"Multinomial"}, samples);
    add(rules, {"DFT"}, fourier);
    add(rules, {"Einsum"}, einsum);
    add(rules, {"Concat"}, concatenating);
    return rules;
}

const std::unordered_map<std::string_view, Rule>& sizeRules()
{
    static const auto rules = allRules();
    return rules;
}

} // namespace

bool isSizedOnnx(std::string_view type) { return sizeRules().contains(type); }

std::optional<Shape> broadcastShapes(const std::vector<Shape>& shapes)
{
    if (shapes.empty())
        return std::nullopt;
    Shape result;
    for (const Shape& shape : shapes) {
        if (shape.size() > result.size())
            result.insert(result.begin(), shape.size() - result.size(), 1);
        for (std::size_t i = 0; i < shape.size(); ++i) {
            std::int64_t& length = result[result.size() - shape.size() + i];
            if (length == 1)
                length = shape[i];
            else if (shape[i] != 1 && shape[i] != length)
                return std::nullopt;
        }
    }
    return result;
}

std::optional<OnnxShapes> sizeOnnxNode(const OnnxNode& node, const Operands& operands, std::int64_t opset)
{
    if (!node.standard() && node.domain() != "com.microsoft")
        return std::nullopt;
    const auto rule = sizeRules().find(node.type());
    if (rule == sizeRules().end())
        return std::nullopt;
    auto sized = rule->second({node, operands, opset});
    if (!sized)
        return std::nullopt;
    for (const Shape& shape : sized->outputs)
        if (!checkedElements(shape))
            return std::nullopt;
    return sized;
}

} // namespace tenbin
