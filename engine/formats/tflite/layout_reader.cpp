// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <fmt/format.h>

#include "engine/formats/draft/constant_values.h"
#include "engine/formats/draft/strided_range.h"
#include "engine/formats/tflite/operator_reader.h"

namespace tenbin {

// The part of TfliteOperatorReader for operators that work along axes or move elements.

using K = OperatorKind;

Result<void> TfliteOperatorReader::readAxes()
{
    const std::size_t rank = input(0)->shape.size();
    switch (m_op.kind) {
    case K::argMax:
    case K::argMin:
        return argReduction();
    case K::concatenation: {
        const auto* table = options<tflite::ConcatenationOptions>();
        if (!table)
            return missing("options");
        const auto fused = activation(table->fused_activation_function());
        const auto done = fused ? singleAxis(table->axis(), rank) : Result<void>(tl::make_unexpected(fused.error()));
        if (done)
            std::get<AxisAttributes>(m_op.attributes).activation = *fused;
        return done;
    }
    case K::split:
        return split();
    case K::pack: {
        const auto* table = options<tflite::PackOptions>();
        return singleAxis(table ? table->axis() : 0, rank + 1);
    }
    case K::unpack: {
        const auto* table = options<tflite::UnpackOptions>();
        return singleAxis(table ? table->axis() : 0, rank);
    }
    case K::oneHot: {
        const auto* table = options<tflite::OneHotOptions>();
        return singleAxis(table ? table->axis() : -1, rank + 1);
    }
    case K::squeeze: {
        const auto* table = options<tflite::SqueezeOptions>();
        std::vector<std::int64_t> values;
        if (table && table->squeeze_dims())
            values.assign(table->squeeze_dims()->begin(), table->squeeze_dims()->end());
        auto resolved = axes(values, rank);
        if (!resolved)
            return tl::make_unexpected(resolved.error());
        m_op.attributes = AxisAttributes{.axes = std::move(*resolved)};
        return {};
    }
    case K::expandDims:
    case K::cumSum: {
        const auto values = integers(1);
        if (!values || values->size() != 1)
            return {};
        dropInput(1);
        return singleAxis(values->front(), rank + (m_op.kind == K::expandDims ? 1 : 0));
    }
    case K::gather:
        return gather();
    default:
        return reduction();
    }
}

Result<void> TfliteOperatorReader::singleAxis(std::int64_t axis, std::size_t rank)
{
    auto resolved = axes({axis}, rank);
    if (!resolved)
        return tl::make_unexpected(resolved.error());
    m_op.attributes = AxisAttributes{.axes = std::move(*resolved)};
    return {};
}

/// Reductions and REVERSE_V2: [x, axes].
Result<void> TfliteOperatorReader::reduction()
{
    const auto* table = options<tflite::ReducerOptions>();
    AxisAttributes a{.axes = {}, .keepDims = table && table->keep_dims()};
    if (const auto values = integers(1)) {
        auto resolved = axes(*values, input(0)->shape.size());
        if (!resolved)
            return tl::make_unexpected(resolved.error());
        a.axes = std::move(*resolved);
        dropInput(1);
    }
    m_op.attributes = std::move(a);
    return {};
}

Result<void> TfliteOperatorReader::argReduction()
{
    const auto values = integers(1);
    if (!values || values->size() != 1)
        return missing("axis");
    dropInput(1);
    return singleAxis(values->front(), input(0)->shape.size());
}

/// SPLIT: [axis, x]; SPLIT_V: [x, sizes, axis]. Unequal sizes stay as an input.
Result<void> TfliteOperatorReader::split()
{
    const bool sized = m_code == tflite::BuiltinOperator::SPLIT_V;
    const std::size_t axisPosition = sized ? 2 : 0;
    const auto values = integers(axisPosition);
    const Tensor* x = input(sized ? 0 : 1);
    if (!x)
        return missing("input");
    if (!values || values->size() != 1)
        return missing("axis");
    dropInput(axisPosition);
    return singleAxis(values->front(), x->shape.size());
}

Result<void> TfliteOperatorReader::gather()
{
    const auto* table = options<tflite::GatherOptions>();
    const std::size_t rank = input(0)->shape.size();
    std::vector<std::int64_t> values{table ? table->axis() : 0};
    if (table && table->batch_dims() != 0) {
        // A second axis stands for the leading dimensions that indices and input share.
        const std::int64_t shared = table->batch_dims();
        values.push_back(shared < 0 && input(1) ? shared + static_cast<std::int64_t>(input(1)->shape.size()) : shared);
    }
    auto resolved = axes(values, rank);
    if (!resolved)
        return tl::make_unexpected(resolved.error());
    m_op.attributes = AxisAttributes{.axes = std::move(*resolved)};
    return {};
}

Result<void> TfliteOperatorReader::readLayout()
{
    switch (m_op.kind) {
    case K::pad:
    case K::mirrorPad:
        return paddings();
    case K::slice:
        return slice();
    case K::stridedSlice:
        return stridedSlice();
    case K::transpose:
    case K::tile:
        return permutation();
    case K::spaceToDepth: {
        const auto* table = options<tflite::SpaceToDepthOptions>();
        m_op.attributes = BlockAttributes{table ? table->block_size() : 0};
        return {};
    }
    case K::depthToSpace: {
        const auto* table = options<tflite::DepthToSpaceOptions>();
        m_op.attributes = BlockAttributes{table ? table->block_size() : 0};
        return {};
    }
    default:
        break;
    }
    if (const auto* bilinear = options<tflite::ResizeBilinearOptions>())
        m_op.attributes = ResizeAttributes{bilinear->align_corners(), bilinear->half_pixel_centers()};
    else if (const auto* nearest = options<tflite::ResizeNearestNeighborOptions>())
        m_op.attributes = ResizeAttributes{nearest->align_corners(), nearest->half_pixel_centers()};
    else if (m_op.kind == K::resizeBilinear || m_op.kind == K::resizeNearestNeighbor)
        m_op.attributes = ResizeAttributes{};
    // The target shape, or the number of the largest elements, is the output's own.
    if (integers(1))
        dropInput(1);
    return {};
}

Result<void> TfliteOperatorReader::paddings()
{
    const auto values = integers(1);
    if (!values)
        return {};
    const std::size_t rank = input(0)->shape.size();
    if (values->size() != 2 * rank)
        return invalid("paddings", std::to_string(values->size()));
    PadAttributes a;
    for (std::size_t i = 0; i < rank; ++i)
        a.paddings.emplace_back((*values)[2 * i], (*values)[2 * i + 1]);
    m_op.attributes = std::move(a);
    dropInput(1);
    return {};
}

/// [x, begin, size]; a size of -1 reaches to the end.
Result<void> TfliteOperatorReader::slice()
{
    const auto begin = integers(1);
    const auto size = integers(2);
    if (!begin || !size)
        return {};
    const Shape& x = input(0)->shape;
    if (begin->size() != x.size() || size->size() != x.size())
        return invalid("begin", std::to_string(begin->size()));
    SliceAttributes a;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const std::int64_t from = (*begin)[i];
        if (from < 0 || from > x[i] || (*size)[i] < -1 || (*size)[i] > x[i] - from)
            return invalid("range", fmt::format("{}+{}", from, (*size)[i]));
        const std::int64_t length = (*size)[i] == -1 ? x[i] - from : (*size)[i];
        a.begin.push_back(from);
        a.end.push_back(from + length);
        a.strides.push_back(1);
    }
    m_op.attributes = std::move(a);
    m_op.inputs.resize(1);
    return {};
}

namespace {

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

} // namespace

/// [x, begin, end, strides] with masks. Dimensions that the file drops keep a length of one here;
/// the declared output shape tells which they are.
Result<void> TfliteOperatorReader::stridedSlice()
{
    const auto begin = integers(1);
    const auto end = integers(2);
    const auto strides = integers(3);
    if (!begin || !end || !strides)
        return {};
    StridedEntries entries{*begin, *end, *strides};
    if (const auto* table = options<tflite::StridedSliceOptions>()) {
        entries.beginMask = table->begin_mask();
        entries.endMask = table->end_mask();
        entries.ellipsisMask = table->ellipsis_mask();
        entries.newAxisMask = table->new_axis_mask();
        entries.shrinkMask = table->shrink_axis_mask();
        entries.offset = table->offset();
    }
    const Shape& x = input(0)->shape;
    const std::size_t named = entries.named();
    if (begin->size() != end->size() || begin->size() != strides->size() || named > x.size())
        return invalid("begin", std::to_string(begin->size()));
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
                return invalid("ellipsis_mask", std::to_string(entries.ellipsisMask));
            const auto range = entries.range(i, x[a.begin.size()]);
            if (!range)
                return invalid("stride", std::to_string((*strides)[i]));
            append(*range);
        }
    }
    while (a.begin.size() < x.size())
        append({0, x[a.begin.size()], 1});
    m_op.attributes = std::move(a);
    m_op.inputs.resize(1);
    return {};
}

/// TRANSPOSE: [x, permutation]; TILE: [x, multiples].
Result<void> TfliteOperatorReader::permutation()
{
    const auto values = integers(1);
    if (!values)
        return {};
    PermutationAttributes a;
    for (const std::int64_t value : *values) {
        if (value < 0 || value > (1 << 20))
            return invalid(m_op.kind == K::tile ? "multiples" : "permutation", std::to_string(value));
        a.permutation.push_back(static_cast<int>(value));
    }
    m_op.attributes = std::move(a);
    dropInput(1);
    return {};
}

} // namespace tenbin
