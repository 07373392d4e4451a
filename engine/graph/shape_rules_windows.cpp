// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "engine/graph/shape_inference.h"
#include "engine/graph/shape_rules.h"

namespace tenbin::shape_rules {

namespace {

/// Dimensions of an NHWC feature map and of the weights over it, checked.
struct Convolution {
    Shape x, weights;
    Conv2dAttributes attributes;
};

/// Strides and dilations beyond this would overflow once multiplied by a dimension.
bool inRange(int step) { return step > 0 && step <= (1 << 20); }

Result<Convolution> readConvolution(const Site& site)
{
    const Shape* x = site.input(0);
    const Shape* weights = site.input(1);
    const auto* attributes = site.op.attributesAs<Conv2dAttributes>();
    if (!x || !weights)
        return site.missingInputOr("weights");
    if (!attributes)
        return site.missing("attributes");
    for (const Shape* shape : {x, weights})
        if (shape->size() != 4)
            return site.mismatch("NxHxWxC", toString(*shape));
    if (!inRange(attributes->strideH) || !inRange(attributes->strideW))
        return site.invalid("stride", fmt::format("{}x{}", attributes->strideH, attributes->strideW));
    if (!inRange(attributes->dilationH) || !inRange(attributes->dilationW))
        return site.invalid("dilation", fmt::format("{}x{}", attributes->dilationH, attributes->dilationW));
    if (attributes->groups <= 0)
        return site.invalid("groups", std::to_string(attributes->groups));
    return Convolution{*x, *weights, *attributes};
}

std::optional<Error> checkBias(const Site& site, std::int64_t channels)
{
    const Shape* bias = site.input(2);
    if (bias && elementCount(*bias) != channels)
        return site.mismatch(std::to_string(channels), toString(*bias)).value();
    return std::nullopt;
}

Inferred slide(const Site& site, const Convolution& conv, std::int64_t channels)
{
    const Conv2dAttributes& a = conv.attributes;
    const Padding2d& p = a.padding;
    if (const auto error = checkBias(site, channels))
        return tl::make_unexpected(*error);
    const std::int64_t h = windowOutput(conv.x[1], conv.weights[1], a.strideH, a.dilationH, p.top, p.bottom);
    const std::int64_t w = windowOutput(conv.x[2], conv.weights[2], a.strideW, a.dilationW, p.left, p.right);
    if (h == 0 || w == 0)
        return site.invalid("kernel", fmt::format("{}x{}", conv.weights[1], conv.weights[2]));
    return one({conv.x[0], h, w, channels});
}

/// Output length of a transposed convolution. A negative padding (a kernel
/// smaller than its stride under SAME) lengthens the output.
std::int64_t transposedOutput(std::int64_t input, std::int64_t kernel, std::int64_t stride, std::int64_t dilation,
                              std::int64_t before, std::int64_t after)
{
    return (input - 1) * stride + (kernel - 1) * dilation + 1 - before - after;
}

} // namespace

Inferred convolution(const Site& site)
{
    const auto conv = readConvolution(site);
    if (!conv)
        return tl::make_unexpected(conv.error());
    const std::int64_t groups = conv->attributes.groups;
    if (conv->x[3] % groups != 0 || conv->weights[0] % groups != 0)
        return site.invalid("groups", std::to_string(groups));
    if (conv->x[3] / groups != conv->weights[3])
        return site.mismatch(std::to_string(conv->weights[3]), std::to_string(conv->x[3] / groups));
    return slide(site, *conv, conv->weights[0]);
}

Inferred depthwiseConvolution(const Site& site)
{
    const auto conv = readConvolution(site);
    if (!conv)
        return tl::make_unexpected(conv.error());
    const std::int64_t channels = conv->weights[3];
    if (conv->x[3] == 0 || channels % conv->x[3] != 0)
        return site.mismatch(std::to_string(channels), std::to_string(conv->x[3]));
    return slide(site, *conv, channels);
}

Inferred transposeConvolution(const Site& site)
{
    const auto conv = readConvolution(site);
    if (!conv)
        return tl::make_unexpected(conv.error());
    const Conv2dAttributes& a = conv->attributes;
    const std::int64_t channels = conv->weights[0];
    if (conv->x[3] % a.groups != 0 || conv->x[3] / a.groups != conv->weights[3])
        return site.mismatch(std::to_string(conv->weights[3]), std::to_string(conv->x[3] / a.groups));
    if (const auto error = checkBias(site, channels))
        return tl::make_unexpected(*error);
    const Padding2d& p = a.padding;
    const std::int64_t h = transposedOutput(conv->x[1], conv->weights[1], a.strideH, a.dilationH, p.top, p.bottom);
    const std::int64_t w = transposedOutput(conv->x[2], conv->weights[2], a.strideW, a.dilationW, p.left, p.right);
    if (h <= 0 || w <= 0)
        return site.invalid("padding", fmt::format("{},{},{},{}", p.top, p.bottom, p.left, p.right));
    return one({conv->x[0], h, w, channels});
}

Inferred pooling(const Site& site)
{
    const Shape* x = site.input(0);
    const auto* a = site.op.attributesAs<Pool2dAttributes>();
    if (!x || !a)
        return site.missingInputOr("attributes");
    if (x->size() != 4)
        return site.mismatch("NxHxWxC", toString(*x));
    if (a->strideH <= 0 || a->strideW <= 0)
        return site.invalid("stride", fmt::format("{}x{}", a->strideH, a->strideW));
    const std::int64_t h = windowOutput((*x)[1], a->kernelH, a->strideH, 1, a->padding.top, a->padding.bottom);
    const std::int64_t w = windowOutput((*x)[2], a->kernelW, a->strideW, 1, a->padding.left, a->padding.right);
    if (h == 0 || w == 0)
        return site.invalid("kernel", fmt::format("{}x{}", a->kernelH, a->kernelW));
    return one({(*x)[0], h, w, (*x)[3]});
}

} // namespace tenbin::shape_rules
