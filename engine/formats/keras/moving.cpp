// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <limits>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/formats/draft/constant_values.h"
#include "engine/formats/keras/lowering.h"

namespace tenbin {

// The part of KerasLowering for layers that move elements.

namespace {

constexpr std::int64_t kMaxLength = 1 << 20;

bool isSequence(const KerasLayer& layer) { return layer.className.find("1D") != std::string::npos; }

} // namespace

KerasLowering::Table KerasLowering::movingEntries()
{
    using L = KerasLowering;
    return {{"Flatten", {&L::flatten, "RESHAPE"}},
            {"Reshape", {&L::reshape, "RESHAPE"}},
            {"Permute", {&L::permute, "TRANSPOSE"}},
            {"RepeatVector", {&L::repeatVector, "RESHAPE, TILE"}},
            {"ZeroPadding1D", {&L::zeroPadding, "PAD"}},
            {"ZeroPadding2D", {&L::zeroPadding, "PAD"}},
            {"Cropping1D", {&L::cropping, "STRIDED_SLICE"}},
            {"Cropping2D", {&L::cropping, "STRIDED_SLICE"}},
            {"UpSampling1D", {&L::upSampling, "RESIZE_NEAREST_NEIGHBOR"}},
            {"UpSampling2D", {&L::upSampling, "RESIZE_NEAREST_NEIGHBOR, RESIZE_BILINEAR"}},
            {"Resizing", {&L::resizing, "RESIZE_NEAREST_NEIGHBOR, RESIZE_BILINEAR"}}};
}

/// Keras flattens maps with channels first as if they were last, if the layer says that they are first.
KerasLowering::Lowered KerasLowering::flatten(const Site& site)
{
    const KerasValue& given = site.inputs.front();
    const bool asTheyLie = given.layout == KerasLayout::lifted
                           || (given.layout == KerasLayout::channelsFirst && channelsFirst(site.config));
    const auto x = asTheyLie ? Result<KerasValue>(given) : asPlain(given);
    if (!x)
        return tl::make_unexpected(x.error());
    const std::int64_t batch = x->shape.empty() ? 1 : x->shape.front();
    if (batch < 1)
        return mismatch(site, "N", x->shape);
    return Values{reshaped(*x, {batch, elementCount(x->shape) / batch}, site.name)};
}

KerasLowering::Lowered KerasLowering::reshape(const Site& site)
{
    const auto x = asPlain(site.inputs.front());
    if (!x)
        return tl::make_unexpected(x.error());
    const Lengths target = site.config.integers(site.config.find("target_shape") ? "target_shape" : "newshape");
    Shape shape{x->shape.empty() ? 1 : x->shape.front()};
    shape.insert(shape.end(), target.begin(), target.end());
    const auto open = std::find(shape.begin(), shape.end(), -1);
    if (open != shape.end()) {
        *open = 1;
        const auto rest = checkedElements(shape);
        if (!rest || *rest == 0)
            return invalid(site, "target_shape", fmt::format("{}", fmt::join(target, ",")));
        *open = elementCount(x->shape) / *rest;
    }
    const auto count = checkedElements(shape);
    if (!count || *count != elementCount(x->shape))
        return mismatch(site, fmt::format("{}", fmt::join(target, "x")), x->shape);
    return Values{reshaped(*x, shape, site.name)};
}

/// Dimensions count from 1, behind the batch.
KerasLowering::Lowered KerasLowering::permute(const Site& site)
{
    const auto x = asPlain(site.inputs.front());
    if (!x)
        return tl::make_unexpected(x.error());
    std::vector<int> permutation{0};
    for (const std::int64_t dimension : site.config.integers("dims"))
        permutation.push_back(static_cast<int>(std::clamp<std::int64_t>(dimension, -1, 64)));
    std::vector<int> sorted = permutation;
    std::sort(sorted.begin(), sorted.end());
    for (std::size_t i = 0; i < std::max(sorted.size(), x->shape.size()); ++i)
        if (i >= sorted.size() || sorted.size() != x->shape.size() || sorted[i] != static_cast<int>(i))
            return invalid(site, "dims", fmt::format("{}", fmt::join(permutation, ",")));
    return Values{transposed(*x, permutation, site.name)};
}

/// [N,F] to [N,n,F].
KerasLowering::Lowered KerasLowering::repeatVector(const Site& site)
{
    const auto x = asPlain(site.inputs.front());
    const std::int64_t count = site.config.integer("n").value_or(0);
    if (!x)
        return tl::make_unexpected(x.error());
    if (x->shape.size() != 2)
        return mismatch(site, "NxF", x->shape);
    if (count < 1 || count > kMaxLength)
        return invalid(site, "n", std::to_string(count));
    const KerasValue one = reshaped(*x, {x->shape[0], 1, x->shape[1]}, site.name + "/vector");
    Operator op{.kind = OperatorKind::tile, .inputs = {one.id}};
    op.attributes = PermutationAttributes{{1, static_cast<int>(count), 1}};
    const auto value = emit(site, std::move(op), KerasLayout::plain, 3, tensor(*x).type);
    if (!value)
        return tl::make_unexpected(value.error());
    return Values{*value};
}

/// Lengths at the edges: one for all, one a dimension, or one an edge.
Result<Padding2d> KerasLowering::borders(const Site& site, const char* key, bool sequence) const
{
    const auto given = site.config.numbers(key);
    for (const float value : given)
        if (!(value >= 0 && value <= static_cast<float>(kMaxLength)))
            return invalid(site, key, fmt::format("{}", value));
    std::vector<int> values(given.size());
    std::transform(given.begin(), given.end(), values.begin(), [](float v) { return static_cast<int>(v); });
    if (sequence && values.size() == 1)
        return Padding2d{0, 0, values[0], values[0]};
    if (sequence && values.size() == 2)
        return Padding2d{0, 0, values[0], values[1]};
    if (!sequence && values.size() == 1)
        return Padding2d{values[0], values[0], values[0], values[0]};
    if (!sequence && values.size() == 2)
        return Padding2d{values[0], values[0], values[1], values[1]};
    if (!sequence && values.size() == 4)
        return Padding2d{values[0], values[1], values[2], values[3]};
    return invalid(site, key, fmt::format("{}", fmt::join(values, ",")));
}

KerasLowering::Lowered KerasLowering::zeroPadding(const Site& site)
{
    const bool sequence = isSequence(site.layer);
    const auto x = asMap(site, site.inputs.front(), sequence);
    const auto p = borders(site, "padding", sequence);
    if (!x || !p)
        return tl::make_unexpected(x ? p.error() : x.error());
    Operator op{.kind = OperatorKind::pad, .inputs = {x->id}};
    op.attributes = PadAttributes{{{0, 0}, {p->top, p->bottom}, {p->left, p->right}, {0, 0}}};
    const auto value = emit(site, std::move(op), x->layout, x->shape.size(), tensor(*x).type);
    if (!value)
        return tl::make_unexpected(value.error());
    return Values{*value};
}

KerasLowering::Lowered KerasLowering::cropping(const Site& site)
{
    const bool sequence = isSequence(site.layer);
    const auto x = asMap(site, site.inputs.front(), sequence);
    const auto p = borders(site, "cropping", sequence);
    if (!x || !p)
        return tl::make_unexpected(x ? p.error() : x.error());
    const Shape& s = tensor(*x).shape;
    Operator op{.kind = OperatorKind::stridedSlice, .inputs = {x->id}};
    op.attributes =
        SliceAttributes{{0, p->top, p->left, 0}, {s[0], s[1] - p->bottom, s[2] - p->right, s[3]}, {1, 1, 1, 1}};
    const auto value = emit(site, std::move(op), x->layout, x->shape.size(), tensor(*x).type);
    if (!value)
        return tl::make_unexpected(value.error());
    return Values{*value};
}

Result<KerasValue> KerasLowering::resized(const Site& site, const KerasValue& x, std::int64_t height,
                                          std::int64_t width, const std::string& interpolation)
{
    const Shape& s = tensor(x).shape;
    const bool nearest = interpolation == "nearest";
    if (!nearest && interpolation != "bilinear")
        return invalid(site, "interpolation", interpolation);
    Operator op{.kind = nearest ? OperatorKind::resizeNearestNeighbor : OperatorKind::resizeBilinear, .inputs = {x.id}};
    op.attributes = ResizeAttributes{.alignCorners = false, .halfPixelCenters = true};
    return emit(site, std::move(op), x.layout, x.shape.size(), tensor(x).type, Shape{s[0], height, width, s[3]});
}

KerasLowering::Lowered KerasLowering::upSampling(const Site& site)
{
    const bool sequence = isSequence(site.layer);
    const auto x = asMap(site, site.inputs.front(), sequence);
    const auto size =
        pairOf(site, "size",
               sequence ? std::pair<std::int64_t, std::int64_t>{1, 2} : std::pair<std::int64_t, std::int64_t>{2, 2});
    if (!x || !size)
        return tl::make_unexpected(x ? size.error() : x.error());
    const Shape& s = tensor(*x).shape;
    const auto value =
        resized(site, *x, s[1] * size->first, s[2] * size->second, site.config.text("interpolation", "nearest"));
    if (!value)
        return tl::make_unexpected(value.error());
    return Values{*value};
}

KerasLowering::Lowered KerasLowering::resizing(const Site& site)
{
    const auto x = asMap(site, site.inputs.front(), false);
    if (!x)
        return tl::make_unexpected(x.error());
    const std::int64_t height = site.config.integer("height").value_or(0),
                       width = site.config.integer("width").value_or(0);
    if (height < 1 || width < 1 || height > kMaxLength || width > kMaxLength)
        return invalid(site, "height", fmt::format("{}x{}", height, width));
    const auto value = resized(site, *x, height, width, site.config.text("interpolation", "bilinear"));
    if (!value)
        return tl::make_unexpected(value.error());
    return Values{*value};
}

} // namespace tenbin
