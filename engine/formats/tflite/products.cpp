// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/tflite/products.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "engine/core/bounded.h"

namespace tenbin {

namespace {

struct Product {
    const tflite::Operator& table;
    const Operator& op;
    std::span<const Tensor> tensors;

    const Tensor* input(std::size_t position) const
    {
        const bool given = position < op.inputs.size() && op.inputs[position].valid();
        if (!given)
            return nullptr;
        return &tensors[op.inputs[position].index];
    }
    const Tensor* output() const { return op.outputs.empty() ? nullptr : &tensors[op.outputs.front().index]; }
};

/// `meeting` elements each meet the weights of one slice along the dimension `filters`.
std::int64_t filtered(const Tensor* meeting, const Tensor* weights, std::int64_t filters)
{
    if (!meeting || !weights || filters < 0 || filters >= static_cast<std::int64_t>(weights->shape.size()))
        return 0;
    const std::int64_t count = weights->shape[static_cast<std::size_t>(filters)];
    if (count > 0)
        return boundedProduct({meeting->elements(), weights->elements() / count});
    return 0;
}

std::int64_t lastDimension(const Tensor* tensor, std::int64_t from)
{
    if (!tensor)
        return -1;
    return static_cast<std::int64_t>(tensor->shape.size()) - from;
}

/// Weights [kernel…, inputs, outputs].
std::int64_t convolution(const Product& p) { return filtered(p.output(), p.input(1), lastDimension(p.input(1), 1)); }

/// [output shape, weights [kernel…, outputs, inputs], x].
std::int64_t transposedConvolution(const Product& p)
{
    return filtered(p.input(2), p.input(1), lastDimension(p.input(1), 1));
}

/// Weights [height, width, inputs, multiplier]: every output element meets one window.
std::int64_t depthwiseConvolution(const Product& p)
{
    const Tensor *weights = p.input(1), *out = p.output();
    if (!weights || !out || weights->shape.size() != 4)
        return 0;
    return boundedProduct({out->elements(), weights->shape[0], weights->shape[1]});
}

/// MediaPipe's [x, weights [outputs, height, width, inputs], bias].
std::int64_t transposedWithBias(const Product& p)
{
    return filtered(p.input(0), p.input(1), lastDimension(p.input(1), 1));
}

std::int64_t stablehloConvolution(const Product& p)
{
    const auto* options = p.table.builtin_options_2_as_StablehloConvolutionOptions();
    if (!options)
        return 0;
    return filtered(p.output(), p.input(1), options->kernel_output_feature_dimension());
}

std::int64_t stablehloProduct(const Product& p)
{
    const auto* options = p.table.builtin_options_2_as_StablehloDotGeneralOptions();
    const Tensor *left = p.input(0), *out = p.output();
    if (!options || !left || !out)
        return 0;
    std::int64_t count = out->elements();
    if (const auto* summed = options->lhs_contracting_dimensions())
        for (const std::int64_t dimension : *summed) {
            if (dimension < 0 || dimension >= static_cast<std::int64_t>(left->shape.size()))
                return 0;
            count = boundedProduct({count, left->shape[static_cast<std::size_t>(dimension)]});
        }
    return count;
}

/// [a [batch…, m, k], b [batch…, k, n]], either transposed. What is summed follows from the sizes alone:
/// batch * m * k * batch * k * n elements are batch * k^2 times those of the result.
std::int64_t matrices(const Product& p)
{
    const Tensor *a = p.input(0), *b = p.input(1), *out = p.output();
    if (!a || !b || !out || out->shape.size() < 2 || out->elements() < 1)
        return 0;
    double batch = 1.0;
    for (std::size_t i = 0; i + 2 < out->shape.size(); ++i)
        batch *= static_cast<double>(out->shape[i]);
    const double squares = static_cast<double>(a->elements()) / static_cast<double>(out->elements())
                           * (static_cast<double>(b->elements()) / batch);
    return boundedProduct({out->elements(), boundedCount(std::round(std::sqrt(squares)))});
}

using Rule = std::int64_t (*)(const Product&);

const std::unordered_map<std::string_view, Rule>& rules()
{
    static const std::unordered_map<std::string_view, Rule> all{
        {"CONV_3D", convolution},
        {"CONV_3D_TRANSPOSE", transposedConvolution},
        {"STABLEHLO_CONVOLUTION", stablehloConvolution},
        {"STABLEHLO_DOT_GENERAL", stablehloProduct},
        {"Convolution2DTransposeBias", transposedWithBias},
        {"FlexConv2D", convolution},
        {"FlexConv3D", convolution},
        {"FlexDepthwiseConv2dNative", depthwiseConvolution},
        {"FlexConv2DBackpropInput", transposedConvolution},
        {"FlexConv3DBackpropInputV2", transposedConvolution},
        {"FlexMatMul", matrices},
        {"FlexBatchMatMul", matrices},
        {"FlexBatchMatMulV2", matrices},
    };
    return all;
}

} // namespace

bool countsTfliteProduct(std::string_view name) { return rules().count(name) > 0; }

std::int64_t tfliteProductMacs(const tflite::Operator& table, const Operator& op, std::span<const Tensor> tensors)
{
    const auto rule = rules().find(op.customName);
    if (rule == rules().end())
        return 0;
    return std::min(rule->second({table, op, tensors}), kMostCount);
}

std::int64_t tfliteWeightedMacs(const Operator& op, std::span<const Tensor> tensors)
{
    if (op.inputs.size() < 2 || !op.inputs[1].valid() || op.outputs.empty())
        return 0;
    const Tensor& weights = tensors[op.inputs[1].index];
    const Tensor& out = tensors[op.outputs.front().index];
    if (op.kind == OperatorKind::conv2d || op.kind == OperatorKind::fullyConnected)
        return std::min(filtered(&out, &weights, 0), kMostCount);
    if (op.kind == OperatorKind::depthwiseConv2d)
        return std::min(filtered(&out, &weights, lastDimension(&weights, 1)), kMostCount);
    return 0;
}

} // namespace tenbin
