// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <fmt/format.h>

#include "engine/formats/common/first_error.h"
#include "engine/formats/draft/strided_range.h"
#include "engine/formats/tflite/operator_site.h"

namespace tenbin {

// Moving elements.

namespace {

using K = OperatorKind;

Result<void> spaceToDepth(TfliteSite& site)
{
    const auto* table = site.options<tflite::SpaceToDepthOptions>();
    site.op.attributes = BlockAttributes{table ? table->block_size() : 0};
    return {};
}

Result<void> depthToSpace(TfliteSite& site)
{
    const auto* table = site.options<tflite::DepthToSpaceOptions>();
    site.op.attributes = BlockAttributes{table ? table->block_size() : 0};
    return {};
}

/// The target shape, or the number of the largest elements, is the output's own.
Result<void> knownTarget(TfliteSite& site)
{
    if (site.integers(1))
        site.dropInput(1);
    return {};
}

Result<void> resize(TfliteSite& site)
{
    ResizeAttributes a;
    if (const auto* bilinear = site.options<tflite::ResizeBilinearOptions>())
        a = {bilinear->align_corners(), bilinear->half_pixel_centers()};
    else if (const auto* nearest = site.options<tflite::ResizeNearestNeighborOptions>())
        a = {nearest->align_corners(), nearest->half_pixel_centers()};
    site.op.attributes = a;
    return knownTarget(site);
}

Result<void> paddings(TfliteSite& site)
{
    const auto values = site.integers(1);
    if (!values)
        return {};
    const std::size_t rank = site.input(0)->shape.size();
    if (values->size() != 2 * rank)
        return site.invalid("paddings", std::to_string(values->size()));
    PadAttributes a;
    for (std::size_t i = 0; i < rank; ++i)
        a.paddings.emplace_back((*values)[2 * i], (*values)[2 * i + 1]);
    site.op.attributes = std::move(a);
    site.dropInput(1);
    return {};
}

/// [x, begin, size]; a size of -1 reaches to the end.
Result<void> slice(TfliteSite& site)
{
    const auto begin = site.integers(1);
    const auto size = site.integers(2);
    if (!begin || !size)
        return {};
    const Shape& x = site.input(0)->shape;
    if (begin->size() != x.size() || size->size() != x.size())
        return site.invalid("begin", std::to_string(begin->size()));
    SliceAttributes a;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const std::int64_t from = (*begin)[i];
        if (from < 0 || from > x[i] || (*size)[i] < -1 || (*size)[i] > x[i] - from)
            return site.invalid("range", fmt::format("{}+{}", from, (*size)[i]));
        std::int64_t length = (*size)[i];
        if (length == -1)
            length = x[i] - from;
        a.begin.push_back(from);
        a.end.push_back(from + length);
        a.strides.push_back(1);
    }
    site.op.attributes = std::move(a);
    site.op.inputs.resize(1);
    return {};
}

/// The entries of STRIDED_SLICE and the masks over them.
struct StridedEntries {
    std::vector<std::int64_t> begin, end, strides;
    int beginMask = 0, endMask = 0, ellipsisMask = 0, newAxisMask = 0, shrinkMask = 0;
    bool offset = false;

    static bool masked(int mask, std::size_t i) { return i < 31 && (mask >> i & 1) != 0; }
    /// Entries that use up a dimension of the input.
    std::size_t named() const
    {
        std::size_t count = 0;
        for (std::size_t i = 0; i < begin.size(); ++i)
            count += masked(ellipsisMask, i) || masked(newAxisMask, i) ? 0 : 1;
        return count;
    }
    std::optional<StridedRange> range(std::size_t i, std::int64_t size) const
    {
        constexpr std::int64_t kFar = std::int64_t{1} << 41;
        const bool shrink = masked(shrinkMask, i);
        StridedRange range{std::clamp(begin[i], -kFar, kFar), std::clamp(end[i], -kFar, kFar), strides[i]};
        if (offset)
            range.end += range.begin;
        if (shrink)
            range = {range.begin, range.begin == -1 ? kFar : range.begin + 1, 1};
        return resolveRange(range, size, masked(beginMask, i) && !shrink, masked(endMask, i) && !shrink);
    }
};

/// [x, begin, end, strides] with masks. Dimensions that the file drops keep a length of one here;
/// the declared output shape tells which they are.
Result<void> stridedSlice(TfliteSite& site)
{
    const auto begin = site.integers(1);
    const auto end = site.integers(2);
    const auto strides = site.integers(3);
    if (!begin || !end || !strides)
        return {};
    StridedEntries entries{*begin, *end, *strides};
    if (const auto* table = site.options<tflite::StridedSliceOptions>()) {
        entries.beginMask = table->begin_mask();
        entries.endMask = table->end_mask();
        entries.ellipsisMask = table->ellipsis_mask();
        entries.newAxisMask = table->new_axis_mask();
        entries.shrinkMask = table->shrink_axis_mask();
        entries.offset = table->offset();
    }
    const Shape& x = site.input(0)->shape;
    const std::size_t named = entries.named();
    if (begin->size() != end->size() || begin->size() != strides->size() || named > x.size())
        return site.invalid("begin", std::to_string(begin->size()));
    SliceAttributes a;
    const auto append = [&](const StridedRange& range) {
        a.begin.push_back(range.begin);
        a.end.push_back(range.end);
        a.strides.push_back(range.stride);
    };
    for (std::size_t i = 0; i < begin->size(); ++i) {
        if (StridedEntries::masked(entries.ellipsisMask, i)) {
            for (std::size_t skipped = x.size() - named; skipped > 0 && a.begin.size() < x.size(); --skipped)
                append({0, x[a.begin.size()], 1});
        } else if (!StridedEntries::masked(entries.newAxisMask, i)) {
            if (a.begin.size() >= x.size())
                return site.invalid("ellipsis_mask", std::to_string(entries.ellipsisMask));
            const auto range = entries.range(i, x[a.begin.size()]);
            if (!range)
                return site.invalid("stride", std::to_string((*strides)[i]));
            append(*range);
        }
    }
    while (a.begin.size() < x.size())
        append({0, x[a.begin.size()], 1});
    site.op.attributes = std::move(a);
    site.op.inputs.resize(1);
    return {};
}

/// TRANSPOSE: [x, permutation]; TILE: [x, multiples].
Result<void> permutation(TfliteSite& site)
{
    const auto values = site.integers(1);
    if (!values)
        return {};
    PermutationAttributes a;
    for (const std::int64_t value : *values) {
        if (value < 0 || value > (1 << 20))
            return site.invalid(site.op.kind == K::tile ? "multiples" : "permutation", std::to_string(value));
        a.permutation.push_back(static_cast<int>(value));
    }
    site.op.attributes = std::move(a);
    site.dropInput(1);
    return {};
}

constexpr TfliteEntry kEntries[] = {
    {K::pad, paddings},
    {K::mirrorPad, paddings},
    {K::slice, slice},
    {K::stridedSlice, stridedSlice},
    {K::transpose, permutation},
    {K::tile, permutation},
    {K::reshape, knownTarget},
    {K::broadcastTo, knownTarget},
    {K::topK, knownTarget},
    {K::resizeBilinear, resize},
    {K::resizeNearestNeighbor, resize},
    {K::spaceToDepth, spaceToDepth},
    {K::depthToSpace, depthToSpace},
};

} // namespace

std::span<const TfliteEntry> tfliteLayouts() { return kEntries; }

} // namespace tenbin
