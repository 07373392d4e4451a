// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <fmt/format.h>

#include "engine/formats/common/first_error.h"
#include "engine/formats/tflite/operator_site.h"

namespace tenbin {

// Windows that slide over feature maps.

namespace {

using K = OperatorKind;

Result<void> convolution(TfliteSite& site)
{
    const auto x = site.featureMap(0);
    const auto weights = site.featureMap(1);
    if (!x || !weights)
        return firstError(x, weights);
    Conv2dAttributes a;
    tflite::Padding padded{};
    tflite::ActivationFunctionType code{};
    const auto take = [&](const auto* table) {
        a.strideH = table->stride_h();
        a.strideW = table->stride_w();
        a.dilationH = table->dilation_h_factor();
        a.dilationW = table->dilation_w_factor();
        padded = table->padding();
        code = table->fused_activation_function();
    };
    if (const auto* conv = site.options<tflite::Conv2DOptions>())
        take(conv);
    else if (const auto* depthwise = site.options<tflite::DepthwiseConv2DOptions>())
        take(depthwise);
    else
        return site.missing("options");
    const std::int64_t channels = (*x)[3];
    if (site.op.kind == K::depthwiseConv2d)
        a.groups = static_cast<int>(channels);
    else if ((*weights)[3] > 0 && channels % (*weights)[3] == 0)
        a.groups = static_cast<int>(channels / (*weights)[3]);
    const auto fused = site.activation(code);
    const auto pads =
        site.padding(padded, *x, {(*weights)[1], (*weights)[2], a.strideH, a.strideW, a.dilationH, a.dilationW});
    if (!fused || !pads)
        return firstError(fused, pads);
    a.activation = *fused;
    a.padding = *pads;
    site.op.attributes = a;
    return {};
}

/// File order: [output shape, weights, x, bias]. The padding follows from the declared output.
Result<void> transposeConvolution(TfliteSite& site)
{
    const auto x = site.featureMap(2);
    const auto weights = site.featureMap(1);
    if (!x || !weights)
        return firstError(x, weights);
    const auto* table = site.options<tflite::TransposeConvOptions>();
    if (!table)
        return site.missing("options");
    const Shape& out = site.output().shape;
    if (out.size() != 4)
        return fail(ErrorCode::shapeMismatch, {site.label, "NxHxWxC", toString(out)});
    Conv2dAttributes a;
    a.strideH = table->stride_h();
    a.strideW = table->stride_w();
    constexpr int kMaxStride = 1 << 20;
    if (a.strideH < 1 || a.strideW < 1 || a.strideH > kMaxStride || a.strideW > kMaxStride)
        return site.invalid("stride", fmt::format("{}x{}", a.strideH, a.strideW));
    const auto fused = site.activation(table->fused_activation_function());
    if (!fused)
        return firstError(fused);
    a.activation = *fused;
    const auto total = [&](std::size_t axis, int stride) {
        return static_cast<int>(((*x)[axis] - 1) * stride + (*weights)[axis] - out[axis]);
    };
    const int vertical = total(1, a.strideH);
    const int horizontal = total(2, a.strideW);
    a.padding.top = std::max(vertical, 0) / 2;
    a.padding.left = std::max(horizontal, 0) / 2;
    a.padding.bottom = vertical - a.padding.top;
    a.padding.right = horizontal - a.padding.left;
    site.op.attributes = a;
    std::vector<TensorId> inputs{site.op.inputs[2], site.op.inputs[1]};
    if (site.op.inputs.size() > 3 && site.op.inputs[3].valid())
        inputs.push_back(site.op.inputs[3]);
    site.op.inputs = std::move(inputs);
    return {};
}

Result<void> pooling(TfliteSite& site)
{
    const auto x = site.featureMap(0);
    if (!x)
        return firstError(x);
    const auto* table = site.options<tflite::Pool2DOptions>();
    if (!table)
        return site.missing("options");
    Pool2dAttributes a{.kernelH = table->filter_height(),
                       .kernelW = table->filter_width(),
                       .strideH = table->stride_h(),
                       .strideW = table->stride_w()};
    const auto fused = site.activation(table->fused_activation_function());
    const auto pads = site.padding(table->padding(), *x, {a.kernelH, a.kernelW, a.strideH, a.strideW, 1, 1});
    if (!fused || !pads)
        return firstError(fused, pads);
    a.activation = *fused;
    a.padding = *pads;
    site.op.attributes = a;
    return {};
}

constexpr TfliteEntry kEntries[] = {
    {K::conv2d, convolution},    {K::depthwiseConv2d, convolution}, {K::transposeConv2d, transposeConvolution},
    {K::averagePool2d, pooling}, {K::maxPool2d, pooling},
};

} // namespace

std::span<const TfliteEntry> tfliteWindows() { return kEntries; }

} // namespace tenbin
