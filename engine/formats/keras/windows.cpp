// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/formats/common/first_error.h"
#include "engine/formats/draft/permuted_constant.h"
#include "engine/formats/keras/handlers.h"
#include "engine/graph/shape_inference.h"

namespace tenbin {

// Layers that slide windows over feature maps and sequences.

namespace {

using K = OperatorKind;

// Beyond these no product of a dimension, a stride and a kernel could leave 64 bits.
constexpr std::int64_t kMaxStep = 1 << 20, kMaxChannels = 1 << 24;

Conv2dAttributes attributesOf(std::int64_t strideH, std::int64_t strideW, std::int64_t dilationH,
                              std::int64_t dilationW, const Padding2d& padding, std::int64_t groups)
{
    return {.strideH = static_cast<int>(strideH),
            .strideW = static_cast<int>(strideW),
            .dilationH = static_cast<int>(dilationH),
            .dilationW = static_cast<int>(dilationW),
            .padding = padding,
            .groups = static_cast<int>(groups)};
}

/// Total padding that gives a transposed convolution of one dimension its length (Keras: deconv_output_length).
std::int64_t transposedPadding(std::int64_t kernel, std::int64_t stride, std::int64_t dilation, bool same,
                               std::optional<std::int64_t> extra)
{
    const std::int64_t span = (kernel - 1) * dilation + 1;
    if (extra && same)
        return span / 2 * 2 - *extra;
    if (extra)
        return -*extra;
    if (same)
        return span - stride;
    return std::min<std::int64_t>(span - stride, 0);
}

struct Window {
    std::int64_t kernelH = 1, kernelW = 1, strideH = 1, strideW = 1, dilationH = 1, dilationW = 1;
};

/// Kernel, stride (where none is given: 1, or the kernel of a pooling) and dilation.
Result<Window> window(const KerasSite& site, const char* kernelKey)
{
    const auto kernel = pairOf(site, kernelKey, {0, 0});
    if (!kernel)
        return firstError(kernel);
    if (kernel->first == 0)
        return fail(ErrorCode::operatorMalformed, {site.name, kernelKey});
    const bool pools = std::string_view(kernelKey) == "pool_size";
    std::pair<std::int64_t, std::int64_t> otherwise{1, 1};
    if (pools)
        otherwise = *kernel;
    const auto stride = pairOf(site, "strides", otherwise);
    const auto dilation = pairOf(site, "dilation_rate", {1, 1});
    if (!stride || !dilation)
        return firstError(stride, dilation);
    return Window{kernel->first, kernel->second, stride->first, stride->second, dilation->first, dilation->second};
}

/// Finds the padding of the window; "causal" puts zeros before the sequence.
Result<KerasValue> padded(KerasLowering& lowering, const KerasSite& site, const KerasValue& x, const Window& w,
                          Padding2d& padding)
{
    const std::string kind = site.config.text("padding", "valid");
    const Shape& s = lowering.tensor(x).shape;
    if (kind == "same") {
        const auto [top, bottom] = samePadding(s[1], w.kernelH, w.strideH, w.dilationH);
        const auto [left, right] = samePadding(s[2], w.kernelW, w.strideW, w.dilationW);
        padding = {top, bottom, left, right};
        return x;
    }
    if (kind == "valid")
        return x;
    if (kind != "causal")
        return invalid(site, "padding", kind);
    Operator op{.kind = K::pad, .name = site.name + "/pad", .inputs = {x.id}};
    op.attributes = PadAttributes{{{0, 0}, {0, 0}, {(w.kernelW - 1) * w.dilationW, 0}, {0, 0}}};
    return lowering.emit(site, std::move(op), x.layout, x.shape.size(), lowering.tensor(x).type);
}

/// A kernel of the file as [H,W,...] (a sequence's gets a height of 1), with its dimensions in another order.
Result<TensorId> kernel(KerasLowering& lowering, const KerasSite& site, const KerasRole& role, Shape shape,
                        const std::vector<int>& permutation)
{
    Shape stored = shape;
    if (isSequence(site.layer))
        stored.erase(stored.begin());
    const auto id = lowering.weight(site, role, stored);
    if (!id)
        return id;
    TensorId lifted = *id;
    if (stored != shape)
        lifted = lowering.draft().addReshapedConstant(lifted, std::move(shape));
    if (!permutation.empty())
        lifted = permutedConstant(lowering.draft(), lifted, permutation);
    return lifted;
}

KerasLowered convolution(KerasLowering& lowering, const KerasSite& site)
{
    const auto x = lowering.asMap(site, site.inputs.front(), isSequence(site.layer));
    const auto w = window(site, "kernel_size");
    if (!x || !w)
        return firstError(x, w);
    const std::int64_t filters = site.config.integer("filters").value_or(0),
                       groups = site.config.integer("groups").value_or(1), in = lowering.tensor(*x).shape[3];
    if (filters < 1 || filters > kMaxChannels)
        return invalid(site, "filters", std::to_string(filters));
    if (groups < 1 || groups > in || in % groups != 0 || filters % groups != 0)
        return invalid(site, "groups", std::to_string(groups));
    Padding2d padding;
    const auto framed = padded(lowering, site, *x, *w, padding);
    const auto id =
        kernel(lowering, site, {{"kernel"}, 0}, {w->kernelH, w->kernelW, in / groups, filters}, {3, 0, 1, 2});
    if (!framed || !id)
        return firstError(framed, id);
    Operator op{.kind = K::conv2d, .inputs = {framed->id, *id}};
    op.attributes = attributesOf(w->strideH, w->strideW, w->dilationH, w->dilationW, padding, groups);
    if (auto done = addBias(lowering, site, 1, filters, op); !done)
        return firstError(done);
    return activated(lowering, site, lowering.emit(site, std::move(op), framed->layout, framed->shape.size()));
}

/// Kernel [H,W,in,multiplier] as [1,H,W,in*multiplier].
Result<KerasValue> depthwise(KerasLowering& lowering, const KerasSite& site, const KerasValue& x, const Window& w,
                             bool withBias)
{
    const std::int64_t multiplier = site.config.integer("depth_multiplier").value_or(1),
                       in = lowering.tensor(x).shape[3];
    if (multiplier < 1 || multiplier > kMaxStep || in < 1 || in > kMaxChannels)
        return invalid(site, "depth_multiplier", std::to_string(multiplier));
    const KerasRole role{{"depthwise_kernel", "kernel"}, 0};
    const auto id = kernel(lowering, site, role, {w.kernelH, w.kernelW, in, multiplier}, {});
    Padding2d padding;
    const auto framed = padded(lowering, site, x, w, padding);
    if (!framed || !id)
        return firstError(framed, id);
    Operator op{.kind = K::depthwiseConv2d, .inputs = {framed->id}};
    op.name = site.name + (withBias ? "" : "/depthwise");
    op.inputs.push_back(lowering.draft().addReshapedConstant(*id, {1, w.kernelH, w.kernelW, in * multiplier}));
    op.attributes = attributesOf(w.strideH, w.strideW, w.dilationH, w.dilationW, padding, in);
    if (withBias)
        if (auto done = addBias(lowering, site, 1, in * multiplier, op); !done)
            return firstError(done);
    return lowering.emit(site, std::move(op), framed->layout, framed->shape.size());
}

KerasLowered depthwiseConvolution(KerasLowering& lowering, const KerasSite& site)
{
    const auto x = lowering.asMap(site, site.inputs.front(), isSequence(site.layer));
    const auto w = window(site, "kernel_size");
    if (!x || !w)
        return firstError(x, w);
    return activated(lowering, site, depthwise(lowering, site, *x, *w, true));
}

/// A depthwise convolution without bias, then a pointwise one.
KerasLowered separableConvolution(KerasLowering& lowering, const KerasSite& site)
{
    const auto x = lowering.asMap(site, site.inputs.front(), isSequence(site.layer));
    const auto w = window(site, "kernel_size");
    if (!x || !w)
        return firstError(x, w);
    const std::int64_t filters = site.config.integer("filters").value_or(0);
    if (filters < 1 || filters > kMaxChannels)
        return invalid(site, "filters", std::to_string(filters));
    const auto spread = depthwise(lowering, site, *x, *w, false);
    if (!spread)
        return firstError(spread);
    const Shape shape{1, 1, lowering.tensor(*spread).shape[3], filters};
    const auto id = kernel(lowering, site, {{"pointwise_kernel"}, 1}, shape, {3, 0, 1, 2});
    if (!id)
        return firstError(id);
    Operator op{.kind = K::conv2d, .inputs = {spread->id, *id}, .attributes = Conv2dAttributes{}};
    if (auto done = addBias(lowering, site, 2, filters, op); !done)
        return firstError(done);
    return activated(lowering, site, lowering.emit(site, std::move(op), spread->layout, spread->shape.size()));
}

/// Kernel [H,W,out,in].
KerasLowered transposeConvolution(KerasLowering& lowering, const KerasSite& site)
{
    const bool sequence = isSequence(site.layer);
    const auto x = lowering.asMap(site, site.inputs.front(), sequence);
    const auto w = window(site, "kernel_size");
    if (!x || !w)
        return firstError(x, w);
    const std::int64_t filters = site.config.integer("filters").value_or(0), in = lowering.tensor(*x).shape[3];
    if (filters < 1 || filters > kMaxChannels)
        return invalid(site, "filters", std::to_string(filters));
    const auto id = kernel(lowering, site, {{"kernel"}, 0}, {w->kernelH, w->kernelW, filters, in}, {2, 0, 1, 3});
    if (!id)
        return firstError(id);
    std::vector<std::int64_t> extra = site.config.integers("output_padding");
    if (extra.size() == 1)
        extra.insert(extra.begin(), sequence ? 0 : extra.front());
    for (const std::int64_t value : extra)
        if (value < 0 || value > kMaxStep)
            return invalid(site, "output_padding", std::to_string(value));
    const bool same = site.config.text("padding", "valid") == "same";
    std::optional<std::int64_t> extraH, extraW;
    if (extra.size() == 2) {
        extraH = extra[0];
        extraW = extra[1];
    }
    const std::int64_t high = transposedPadding(w->kernelH, w->strideH, w->dilationH, same, extraH);
    const std::int64_t wide = transposedPadding(w->kernelW, w->strideW, w->dilationW, same, extraW);
    const Padding2d padding{static_cast<int>(high / 2), static_cast<int>(high - high / 2), static_cast<int>(wide / 2),
                            static_cast<int>(wide - wide / 2)};
    Operator op{.kind = K::transposeConv2d, .inputs = {x->id, *id}};
    op.attributes = attributesOf(w->strideH, w->strideW, w->dilationH, w->dilationW, padding, 1);
    if (auto done = addBias(lowering, site, 1, filters, op); !done)
        return firstError(done);
    return activated(lowering, site, lowering.emit(site, std::move(op), x->layout, x->shape.size()));
}

KerasLowered pooling(KerasLowering& lowering, const KerasSite& site)
{
    const auto x = lowering.asMap(site, site.inputs.front(), isSequence(site.layer));
    const auto w = window(site, "pool_size");
    if (!x || !w)
        return firstError(x, w);
    Padding2d padding;
    if (const auto framed = padded(lowering, site, *x, *w, padding); !framed)
        return firstError(framed);
    Operator op{.kind = kindOf(site), .inputs = {x->id}};
    op.attributes = Pool2dAttributes{static_cast<int>(w->kernelH), static_cast<int>(w->kernelW),
                                     static_cast<int>(w->strideH), static_cast<int>(w->strideW), padding};
    return one(lowering.emit(site, std::move(op), x->layout, x->shape.size(), lowering.tensor(*x).type));
}

/// Over all of the map or sequence.
KerasLowered globalPooling(KerasLowering& lowering, const KerasSite& site)
{
    const auto x = lowering.asMap(site, site.inputs.front(), isSequence(site.layer));
    if (!x)
        return firstError(x);
    Operator op{.kind = kindOf(site), .inputs = {x->id}};
    const bool keep = site.config.flag("keepdims", false);
    op.attributes = AxisAttributes{.axes = {1, 2}, .keepDims = keep};
    return one(lowering.emit(site, std::move(op), keep ? x->layout : KerasLayout::plain, x->shape.size()));
}

constexpr KerasEntry kEntries[] = {
    {"Conv1D", convolution, "CONV_2D"},
    {"Conv2D", convolution, "CONV_2D"},
    {"DepthwiseConv1D", depthwiseConvolution, "DEPTHWISE_CONV_2D"},
    {"DepthwiseConv2D", depthwiseConvolution, "DEPTHWISE_CONV_2D"},
    {"SeparableConv1D", separableConvolution, "DEPTHWISE_CONV_2D, CONV_2D"},
    {"SeparableConv2D", separableConvolution, "DEPTHWISE_CONV_2D, CONV_2D"},
    {"Conv1DTranspose", transposeConvolution, "TRANSPOSE_CONV"},
    {"Conv2DTranspose", transposeConvolution, "TRANSPOSE_CONV"},
    {"MaxPooling1D", pooling, "MAX_POOL_2D", K::maxPool2d},
    {"MaxPooling2D", pooling, "MAX_POOL_2D", K::maxPool2d},
    {"AveragePooling1D", pooling, "AVERAGE_POOL_2D", K::averagePool2d},
    {"AveragePooling2D", pooling, "AVERAGE_POOL_2D", K::averagePool2d},
    {"GlobalMaxPooling1D", globalPooling, "REDUCE_MAX", K::reduceMax},
    {"GlobalMaxPooling2D", globalPooling, "REDUCE_MAX", K::reduceMax},
    {"GlobalAveragePooling1D", globalPooling, "MEAN", K::mean},
    {"GlobalAveragePooling2D", globalPooling, "MEAN", K::mean},
};

} // namespace

std::span<const KerasEntry> kerasWindows() { return kEntries; }

Result<std::pair<std::int64_t, std::int64_t>> pairOf(const KerasSite& site, const char* key,
                                                     std::pair<std::int64_t, std::int64_t> otherwise)
{
    if (!site.config.find(key))
        return otherwise;
    std::vector<std::int64_t> values = site.config.integers(key);
    const bool sequence = isSequence(site.layer);
    if (values.size() == 1)
        values.insert(values.begin(), sequence ? 1 : values.front());
    const bool inRange =
        std::all_of(values.begin(), values.end(), [](std::int64_t v) { return v >= 1 && v <= kMaxStep; });
    if (values.size() != 2 || !inRange)
        return invalid(site, key, fmt::format("{}", fmt::join(values, ",")));
    return std::pair(values[0], values[1]);
}

Result<void> addBias(KerasLowering& lowering, const KerasSite& site, std::size_t position, std::int64_t channels,
                     Operator& op)
{
    if (!site.config.flag("use_bias", true))
        return {};
    const auto bias = lowering.weight(site, {{"bias"}, position}, {channels});
    if (!bias)
        return firstError(bias);
    op.inputs.push_back(*bias);
    return {};
}

} // namespace tenbin
