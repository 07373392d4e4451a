// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <limits>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/formats/common/first_error.h"
#include "engine/formats/draft/constant_values.h"
#include "engine/formats/keras/handlers.h"

namespace tenbin {

// Layers that move elements.

namespace {

constexpr std::int64_t kMaxLength = 1 << 20;

/// Keras flattens maps with channels first as if they were last, if the layer says that they are first.
KerasLowered flatten(KerasLowering& lowering, const KerasSite& site)
{
    const KerasValue& given = site.inputs.front();
    const bool asTheyLie = given.layout == KerasLayout::lifted
                           || (given.layout == KerasLayout::channelsFirst && channelsFirst(site.config));
    const auto x = asTheyLie ? Result<KerasValue>(given) : lowering.asPlain(given);
    if (!x)
        return firstError(x);
    const std::int64_t batch = x->shape.empty() ? 1 : x->shape.front();
    if (batch < 1)
        return mismatch(site, "N", x->shape);
    return KerasValues{lowering.reshaped(*x, {batch, elementCount(x->shape) / batch}, site.name)};
}

KerasLowered reshape(KerasLowering& lowering, const KerasSite& site)
{
    const auto x = lowering.asPlain(site.inputs.front());
    if (!x)
        return firstError(x);
    const std::vector<std::int64_t> target =
        site.config.integers(site.config.find("target_shape") ? "target_shape" : "newshape");
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
    return KerasValues{lowering.reshaped(*x, shape, site.name)};
}

/// Dimensions count from 1, behind the batch.
KerasLowered permute(KerasLowering& lowering, const KerasSite& site)
{
    const auto x = lowering.asPlain(site.inputs.front());
    if (!x)
        return firstError(x);
    std::vector<int> permutation{0};
    for (const std::int64_t dimension : site.config.integers("dims"))
        permutation.push_back(static_cast<int>(std::clamp<std::int64_t>(dimension, -1, 64)));
    std::vector<int> sorted = permutation;
    std::sort(sorted.begin(), sorted.end());
    for (std::size_t i = 0; i < std::max(sorted.size(), x->shape.size()); ++i)
        if (i >= sorted.size() || sorted.size() != x->shape.size() || sorted[i] != static_cast<int>(i))
            return invalid(site, "dims", fmt::format("{}", fmt::join(permutation, ",")));
    return KerasValues{lowering.transposed(*x, permutation, site.name)};
}

/// [N,F] to [N,n,F].
KerasLowered repeatVector(KerasLowering& lowering, const KerasSite& site)
{
    const auto x = lowering.asPlain(site.inputs.front());
    const std::int64_t count = site.config.integer("n").value_or(0);
    if (!x)
        return firstError(x);
    if (x->shape.size() != 2)
        return mismatch(site, "NxF", x->shape);
    if (count < 1 || count > kMaxLength)
        return invalid(site, "n", std::to_string(count));
    const KerasValue vector = lowering.reshaped(*x, {x->shape[0], 1, x->shape[1]}, site.name + "/vector");
    Operator op{.kind = OperatorKind::tile, .inputs = {vector.id}};
    op.attributes = PermutationAttributes{{1, static_cast<int>(count), 1}};
    return one(lowering.emit(site, std::move(op), KerasLayout::plain, 3, lowering.tensor(*x).type));
}

/// std::vector<std::int64_t> at the edges: one for all, one a dimension, or one an edge.
Result<Padding2d> borders(const KerasSite& site, const char* key, bool sequence)
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

KerasLowered zeroPadding(KerasLowering& lowering, const KerasSite& site)
{
    const bool sequence = isSequence(site.layer);
    const auto x = lowering.asMap(site, site.inputs.front(), sequence);
    const auto p = borders(site, "padding", sequence);
    if (!x || !p)
        return firstError(x, p);
    Operator op{.kind = OperatorKind::pad, .inputs = {x->id}};
    op.attributes = PadAttributes{{{0, 0}, {p->top, p->bottom}, {p->left, p->right}, {0, 0}}};
    return one(lowering.emit(site, std::move(op), x->layout, x->shape.size(), lowering.tensor(*x).type));
}

KerasLowered cropping(KerasLowering& lowering, const KerasSite& site)
{
    const bool sequence = isSequence(site.layer);
    const auto x = lowering.asMap(site, site.inputs.front(), sequence);
    const auto p = borders(site, "cropping", sequence);
    if (!x || !p)
        return firstError(x, p);
    const Shape& s = lowering.tensor(*x).shape;
    Operator op{.kind = OperatorKind::stridedSlice, .inputs = {x->id}};
    op.attributes =
        SliceAttributes{{0, p->top, p->left, 0}, {s[0], s[1] - p->bottom, s[2] - p->right, s[3]}, {1, 1, 1, 1}};
    return one(lowering.emit(site, std::move(op), x->layout, x->shape.size(), lowering.tensor(*x).type));
}

Result<KerasValue> resized(KerasLowering& lowering, const KerasSite& site, const KerasValue& x, std::int64_t height,
                           std::int64_t width, const std::string& interpolation)
{
    const Shape& s = lowering.tensor(x).shape;
    const bool nearest = interpolation == "nearest";
    if (!nearest && interpolation != "bilinear")
        return invalid(site, "interpolation", interpolation);
    Operator op{.kind = nearest ? OperatorKind::resizeNearestNeighbor : OperatorKind::resizeBilinear, .inputs = {x.id}};
    op.attributes = ResizeAttributes{.alignCorners = false, .halfPixelCenters = true};
    return lowering.emit(site, std::move(op), x.layout, x.shape.size(), lowering.tensor(x).type,
                         Shape{s[0], height, width, s[3]});
}

KerasLowered upSampling(KerasLowering& lowering, const KerasSite& site)
{
    const bool sequence = isSequence(site.layer);
    const auto x = lowering.asMap(site, site.inputs.front(), sequence);
    const auto size =
        pairOf(site, "size",
               sequence ? std::pair<std::int64_t, std::int64_t>{1, 2} : std::pair<std::int64_t, std::int64_t>{2, 2});
    if (!x || !size)
        return firstError(x, size);
    const Shape& s = lowering.tensor(*x).shape;
    return one(resized(lowering, site, *x, s[1] * size->first, s[2] * size->second,
                       site.config.text("interpolation", "nearest")));
}

KerasLowered resizing(KerasLowering& lowering, const KerasSite& site)
{
    const auto x = lowering.asMap(site, site.inputs.front(), false);
    if (!x)
        return firstError(x);
    const std::int64_t height = site.config.integer("height").value_or(0),
                       width = site.config.integer("width").value_or(0);
    if (height < 1 || width < 1 || height > kMaxLength || width > kMaxLength)
        return invalid(site, "height", fmt::format("{}x{}", height, width));
    return one(resized(lowering, site, *x, height, width, site.config.text("interpolation", "bilinear")));
}

constexpr KerasEntry kEntries[] = {
    {"Flatten", flatten, "RESHAPE"},
    {"Reshape", reshape, "RESHAPE"},
    {"Permute", permute, "TRANSPOSE"},
    {"RepeatVector", repeatVector, "RESHAPE, TILE"},
    {"ZeroPadding1D", zeroPadding, "PAD"},
    {"ZeroPadding2D", zeroPadding, "PAD"},
    {"Cropping1D", cropping, "STRIDED_SLICE"},
    {"Cropping2D", cropping, "STRIDED_SLICE"},
    {"UpSampling1D", upSampling, "RESIZE_NEAREST_NEIGHBOR"},
    {"UpSampling2D", upSampling, "RESIZE_NEAREST_NEIGHBOR, RESIZE_BILINEAR"},
    {"Resizing", resizing, "RESIZE_NEAREST_NEIGHBOR, RESIZE_BILINEAR"},
};

} // namespace

std::span<const KerasEntry> kerasMoves() { return kEntries; }

} // namespace tenbin
