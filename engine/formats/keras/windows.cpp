// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/formats/draft/permuted_constant.h"
#include "engine/formats/keras/lowering.h"
#include "engine/graph/shape_inference.h"

namespace tenbin {

// The part of KerasLowering for layers that slide windows over feature maps and sequences.

namespace {

// Beyond these no product of a dimension, a stride and a kernel could leave 64 bits.
constexpr std::int64_t kMaxStep = 1 << 20, kMaxChannels = 1 << 24;

bool isSequence(const KerasLayer& layer) { return layer.className.find("1D") != std::string::npos; }

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
    if (extra)
        return (same ? span / 2 * 2 : 0) - *extra;
    return same ? span - stride : std::min<std::int64_t>(span - stride, 0);
}

} // namespace

KerasLowering::Table KerasLowering::windowEntries()
{
    using L = KerasLowering;
    using K = OperatorKind;
    return {{"Conv1D", {&L::convolution, "CONV_2D"}},
            {"Conv2D", {&L::convolution, "CONV_2D"}},
            {"DepthwiseConv1D", {&L::depthwiseConvolution, "DEPTHWISE_CONV_2D"}},
            {"DepthwiseConv2D", {&L::depthwiseConvolution, "DEPTHWISE_CONV_2D"}},
            {"SeparableConv1D", {&L::separableConvolution, "DEPTHWISE_CONV_2D, CONV_2D"}},
            {"SeparableConv2D", {&L::separableConvolution, "DEPTHWISE_CONV_2D, CONV_2D"}},
            {"Conv1DTranspose", {&L::transposeConvolution, "TRANSPOSE_CONV"}},
            {"Conv2DTranspose", {&L::transposeConvolution, "TRANSPOSE_CONV"}},
            {"MaxPooling1D", {&L::pooling, "MAX_POOL_2D", K::maxPool2d}},
            {"MaxPooling2D", {&L::pooling, "MAX_POOL_2D", K::maxPool2d}},
            {"AveragePooling1D", {&L::pooling, "AVERAGE_POOL_2D", K::averagePool2d}},
            {"AveragePooling2D", {&L::pooling, "AVERAGE_POOL_2D", K::averagePool2d}},
            {"GlobalMaxPooling1D", {&L::globalPooling, "REDUCE_MAX", K::reduceMax}},
            {"GlobalMaxPooling2D", {&L::globalPooling, "REDUCE_MAX", K::reduceMax}},
            {"GlobalAveragePooling1D", {&L::globalPooling, "MEAN", K::mean}},
            {"GlobalAveragePooling2D", {&L::globalPooling, "MEAN", K::mean}}};
}

/// One or two lengths as {height, width}; a sequence has a height of 1.
Result<std::pair<std::int64_t, std::int64_t>>
KerasLowering::pairOf(const Site& site, const char* key, std::pair<std::int64_t, std::int64_t> otherwise) const
{
    if (!site.config.find(key))
        return otherwise;
    Lengths values = site.config.integers(key);
    const bool sequence = isSequence(site.layer);
    if (values.size() == 1)
        values.insert(values.begin(), sequence ? 1 : values.front());
    const bool inRange =
        std::all_of(values.begin(), values.end(), [](std::int64_t v) { return v >= 1 && v <= kMaxStep; });
    if (values.size() != 2 || !inRange)
        return invalid(site, key, fmt::format("{}", fmt::join(values, ",")));
    return std::pair(values[0], values[1]);
}

/// Kernel, stride (where none is given: 1, or the kernel of a pooling) and dilation.
Result<KerasLowering::Window> KerasLowering::window(const Site& site, const char* kernelKey) const
{
    const auto kernel = pairOf(site, kernelKey, {0, 0});
    if (!kernel)
        return tl::make_unexpected(kernel.error());
    if (kernel->first == 0)
        return fail(ErrorCode::operatorMalformed, {site.name, kernelKey});
    const bool pools = std::string_view(kernelKey) == "pool_size";
    const auto stride = pairOf(site, "strides", pools ? *kernel : std::pair<std::int64_t, std::int64_t>{1, 1});
    const auto dilation = pairOf(site, "dilation_rate", {1, 1});
    if (!stride || !dilation)
        return tl::make_unexpected(stride ? dilation.error() : stride.error());
    return Window{kernel->first, kernel->second, stride->first, stride->second, dilation->first, dilation->second};
}

/// Finds the padding of the window; "causal" puts zeros before the sequence.
Result<KerasValue> KerasLowering::padded(const Site& site, const KerasValue& x, const Window& w, Padding2d& padding)
{
    const std::string kind = site.config.text("padding", "valid");
    const Shape& s = tensor(x).shape;
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
    Operator op{.kind = OperatorKind::pad, .name = site.name + "/pad", .inputs = {x.id}};
    op.attributes = PadAttributes{{{0, 0}, {0, 0}, {(w.kernelW - 1) * w.dilationW, 0}, {0, 0}}};
    return emit(site, std::move(op), x.layout, x.shape.size(), tensor(x).type);
}

/// A kernel of the file as [H,W,...] (a sequence's gets a height of 1), with its dimensions in another order.
Result<TensorId> KerasLowering::kernel(const Site& site, const KerasRole& role, Shape shape,
                                       const std::vector<int>& permutation)
{
    Shape stored = shape;
    if (isSequence(site.layer))
        stored.erase(stored.begin());
    const auto id = weight(site, role, stored);
    if (!id)
        return id;
    const TensorId lifted = stored == shape ? *id : m_draft.addReshapedConstant(*id, std::move(shape));
    return permutation.empty() ? lifted : permutedConstant(m_draft, lifted, permutation);
}

Result<void> KerasLowering::addBias(const Site& site, std::size_t position, std::int64_t channels, Operator& op)
{
    if (!site.config.flag("use_bias", true))
        return {};
    const auto bias = weight(site, {{"bias"}, position}, {channels});
    if (!bias)
        return tl::make_unexpected(bias.error());
    op.inputs.push_back(*bias);
    return {};
}

KerasLowering::Lowered KerasLowering::activated(const Site& site, Result<KerasValue> value)
{
    const auto* given = site.config.find("activation");
    if (value && given) {
        // A name, a function's description, or a whole layer.
        const KerasConfig object(given);
        std::string name = site.config.text("activation");
        if (name.empty())
            name = object.text("config", object.text("class_name"));
        value = activate(site, name, object.object("config"), *value);
    }
    if (!value)
        return tl::make_unexpected(value.error());
    return Values{*value};
}

KerasLowering::Lowered KerasLowering::convolution(const Site& site)
{
    const auto x = asMap(site, site.inputs.front(), isSequence(site.layer));
    const auto w = window(site, "kernel_size");
    if (!x || !w)
        return tl::make_unexpected(x ? w.error() : x.error());
    const std::int64_t filters = site.config.integer("filters").value_or(0),
                       groups = site.config.integer("groups").value_or(1), in = tensor(*x).shape[3];
    if (filters < 1 || filters > kMaxChannels)
        return invalid(site, "filters", std::to_string(filters));
    if (groups < 1 || groups > in || in % groups != 0 || filters % groups != 0)
        return invalid(site, "groups", std::to_string(groups));
    Padding2d padding;
    const auto framed = padded(site, *x, *w, padding);
    const auto id = kernel(site, {{"kernel"}, 0}, {w->kernelH, w->kernelW, in / groups, filters}, {3, 0, 1, 2});
    if (!framed || !id)
        return tl::make_unexpected(framed ? id.error() : framed.error());
    Operator op{.kind = OperatorKind::conv2d, .inputs = {framed->id, *id}};
    op.attributes = attributesOf(w->strideH, w->strideW, w->dilationH, w->dilationW, padding, groups);
    if (auto done = addBias(site, 1, filters, op); !done)
        return tl::make_unexpected(done.error());
    return activated(site, emit(site, std::move(op), framed->layout, framed->shape.size()));
}

/// Kernel [H,W,in,multiplier] as [1,H,W,in*multiplier].
Result<KerasValue> KerasLowering::depthwise(const Site& site, const KerasValue& x, const Window& w, bool withBias)
{
    const std::int64_t multiplier = site.config.integer("depth_multiplier").value_or(1), in = tensor(x).shape[3];
    if (multiplier < 1 || multiplier > kMaxStep || in < 1 || in > kMaxChannels)
        return invalid(site, "depth_multiplier", std::to_string(multiplier));
    const KerasRole role{{"depthwise_kernel", "kernel"}, 0};
    const auto id = kernel(site, role, {w.kernelH, w.kernelW, in, multiplier}, {});
    Padding2d padding;
    const auto framed = padded(site, x, w, padding);
    if (!framed || !id)
        return tl::make_unexpected(framed ? id.error() : framed.error());
    Operator op{.kind = OperatorKind::depthwiseConv2d, .inputs = {framed->id}};
    op.name = site.name + (withBias ? "" : "/depthwise");
    op.inputs.push_back(m_draft.addReshapedConstant(*id, {1, w.kernelH, w.kernelW, in * multiplier}));
    op.attributes = attributesOf(w.strideH, w.strideW, w.dilationH, w.dilationW, padding, in);
    if (withBias)
        if (auto done = addBias(site, 1, in * multiplier, op); !done)
            return tl::make_unexpected(done.error());
    return emit(site, std::move(op), framed->layout, framed->shape.size());
}

KerasLowering::Lowered KerasLowering::depthwiseConvolution(const Site& site)
{
    const auto x = asMap(site, site.inputs.front(), isSequence(site.layer));
    const auto w = window(site, "kernel_size");
    if (!x || !w)
        return tl::make_unexpected(x ? w.error() : x.error());
    return activated(site, depthwise(site, *x, *w, true));
}

/// A depthwise convolution without bias, then a pointwise one.
KerasLowering::Lowered KerasLowering::separableConvolution(const Site& site)
{
    const auto x = asMap(site, site.inputs.front(), isSequence(site.layer));
    const auto w = window(site, "kernel_size");
    if (!x || !w)
        return tl::make_unexpected(x ? w.error() : x.error());
    const std::int64_t filters = site.config.integer("filters").value_or(0);
    if (filters < 1 || filters > kMaxChannels)
        return invalid(site, "filters", std::to_string(filters));
    const auto spread = depthwise(site, *x, *w, false);
    if (!spread)
        return tl::make_unexpected(spread.error());
    const Shape shape{1, 1, tensor(*spread).shape[3], filters};
    const auto id = kernel(site, {{"pointwise_kernel"}, 1}, shape, {3, 0, 1, 2});
    if (!id)
        return tl::make_unexpected(id.error());
    Operator op{.kind = OperatorKind::conv2d, .inputs = {spread->id, *id}, .attributes = Conv2dAttributes{}};
    if (auto done = addBias(site, 2, filters, op); !done)
        return tl::make_unexpected(done.error());
    return activated(site, emit(site, std::move(op), spread->layout, spread->shape.size()));
}

/// Kernel [H,W,out,in].
KerasLowering::Lowered KerasLowering::transposeConvolution(const Site& site)
{
    const bool sequence = isSequence(site.layer);
    const auto x = asMap(site, site.inputs.front(), sequence);
    const auto w = window(site, "kernel_size");
    if (!x || !w)
        return tl::make_unexpected(x ? w.error() : x.error());
    const std::int64_t filters = site.config.integer("filters").value_or(0), in = tensor(*x).shape[3];
    if (filters < 1 || filters > kMaxChannels)
        return invalid(site, "filters", std::to_string(filters));
    const auto id = kernel(site, {{"kernel"}, 0}, {w->kernelH, w->kernelW, filters, in}, {2, 0, 1, 3});
    if (!id)
        return tl::make_unexpected(id.error());
    Lengths extra = site.config.integers("output_padding");
    if (extra.size() == 1)
        extra.insert(extra.begin(), sequence ? 0 : extra.front());
    for (const std::int64_t value : extra)
        if (value < 0 || value > kMaxStep)
            return invalid(site, "output_padding", std::to_string(value));
    const bool same = site.config.text("padding", "valid") == "same", given = extra.size() == 2;
    const std::int64_t high =
        transposedPadding(w->kernelH, w->strideH, w->dilationH, same, given ? std::optional(extra[0]) : std::nullopt);
    const std::int64_t wide =
        transposedPadding(w->kernelW, w->strideW, w->dilationW, same, given ? std::optional(extra[1]) : std::nullopt);
    const Padding2d padding{static_cast<int>(high / 2), static_cast<int>(high - high / 2), static_cast<int>(wide / 2),
                            static_cast<int>(wide - wide / 2)};
    Operator op{.kind = OperatorKind::transposeConv2d, .inputs = {x->id, *id}};
    op.attributes = attributesOf(w->strideH, w->strideW, w->dilationH, w->dilationW, padding, 1);
    if (auto done = addBias(site, 1, filters, op); !done)
        return tl::make_unexpected(done.error());
    return activated(site, emit(site, std::move(op), x->layout, x->shape.size()));
}

KerasLowering::Lowered KerasLowering::pooling(const Site& site)
{
    const auto x = asMap(site, site.inputs.front(), isSequence(site.layer));
    const auto w = window(site, "pool_size");
    if (!x || !w)
        return tl::make_unexpected(x ? w.error() : x.error());
    Padding2d padding;
    if (const auto framed = padded(site, *x, *w, padding); !framed)
        return tl::make_unexpected(framed.error());
    Operator op{.kind = kindOf(site), .inputs = {x->id}};
    op.attributes = Pool2dAttributes{static_cast<int>(w->kernelH), static_cast<int>(w->kernelW),
                                     static_cast<int>(w->strideH), static_cast<int>(w->strideW), padding};
    const auto value = emit(site, std::move(op), x->layout, x->shape.size(), tensor(*x).type);
    if (!value)
        return tl::make_unexpected(value.error());
    return Values{*value};
}

/// Over all of the map or sequence.
KerasLowering::Lowered KerasLowering::globalPooling(const Site& site)
{
    const auto x = asMap(site, site.inputs.front(), isSequence(site.layer));
    if (!x)
        return tl::make_unexpected(x.error());
    Operator op{.kind = kindOf(site), .inputs = {x->id}};
    const bool keep = site.config.flag("keepdims", false);
    op.attributes = AxisAttributes{.axes = {1, 2}, .keepDims = keep};
    const auto value = emit(site, std::move(op), keep ? x->layout : KerasLayout::plain, x->shape.size());
    if (!value)
        return tl::make_unexpected(value.error());
    return Values{*value};
}

} // namespace tenbin
