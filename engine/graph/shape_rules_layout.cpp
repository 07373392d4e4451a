// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cstdlib>

#include "engine/graph/shape_rules.h"

namespace tenbin::shape_rules {

namespace {

constexpr std::int64_t kMaxLength = std::int64_t{1} << 40;

/// The one axis of `site`, at most `limit` - 1.
Result<std::size_t> singleAxis(const Site& site, std::size_t limit)
{
    const auto* attributes = site.op.attributesAs<AxisAttributes>();
    if (!attributes)
        return site.missing("attributes");
    if (attributes->axes.size() != 1)
        return site.invalid("axis", std::to_string(attributes->axes.size()));
    const int axis = attributes->axes.front();
    if (axis < 0 || static_cast<std::size_t>(axis) >= limit)
        return site.invalid("axis", std::to_string(axis));
    return static_cast<std::size_t>(axis);
}

auto at(Shape& shape, std::size_t axis) { return shape.begin() + static_cast<std::ptrdiff_t>(axis); }

} // namespace

Inferred pad(const Site& site)
{
    const Shape* x = site.input(0);
    const auto* attributes = site.op.attributesAs<PadAttributes>();
    if (!x || !attributes)
        return site.missingInputOr("attributes");
    if (attributes->paddings.size() != x->size())
        return site.invalid("paddings", std::to_string(attributes->paddings.size()));
    Shape result = *x;
    for (std::size_t i = 0; i < result.size(); ++i) {
        const auto [before, after] = attributes->paddings[i];
        if (before < 0 || after < 0 || before > kMaxLength || after > kMaxLength)
            return site.invalid("paddings", std::to_string(before) + "," + std::to_string(after));
        result[i] += before + after;
    }
    return one(std::move(result));
}

/// Without axes, every dimension of 1 goes.
Inferred squeeze(const Site& site)
{
    const Shape* x = site.input(0);
    if (!x)
        return site.missing("input");
    std::vector<bool> dropped(x->size(), false);
    const auto* attributes = site.op.attributesAs<AxisAttributes>();
    if (!attributes || attributes->axes.empty())
        std::transform(x->begin(), x->end(), dropped.begin(), [](std::int64_t d) { return d == 1; });
    else
        for (const int axis : attributes->axes) {
            if (axis < 0 || static_cast<std::size_t>(axis) >= x->size() || (*x)[static_cast<std::size_t>(axis)] != 1)
                return site.invalid("axis", std::to_string(axis));
            dropped[static_cast<std::size_t>(axis)] = true;
        }
    Shape result;
    for (std::size_t i = 0; i < x->size(); ++i)
        if (!dropped[i])
            result.push_back((*x)[i]);
    return one(std::move(result));
}

/// Axes count in the output, as ONNX's Unsqueeze does with several of them.
Inferred expandDims(const Site& site)
{
    const Shape* x = site.input(0);
    const auto* attributes = site.op.attributesAs<AxisAttributes>();
    if (!x || !attributes)
        return site.missingInputOr("attributes");
    std::vector<int> axes = attributes->axes;
    std::sort(axes.begin(), axes.end());
    Shape result = *x;
    for (const int axis : axes) {
        if (axis < 0 || static_cast<std::size_t>(axis) > result.size())
            return site.invalid("axis", std::to_string(axis));
        result.insert(at(result, static_cast<std::size_t>(axis)), 1);
    }
    return one(std::move(result));
}

Inferred transpose(const Site& site)
{
    const Shape* x = site.input(0);
    const auto* attributes = site.op.attributesAs<PermutationAttributes>();
    if (!x || !attributes)
        return site.missingInputOr("attributes");
    const std::vector<int>& permutation = attributes->permutation;
    if (permutation.size() != x->size())
        return site.invalid("permutation", std::to_string(permutation.size()));
    std::vector<bool> used(x->size(), false);
    Shape result;
    for (const int axis : permutation) {
        if (axis < 0 || static_cast<std::size_t>(axis) >= x->size() || used[static_cast<std::size_t>(axis)])
            return site.invalid("permutation", std::to_string(axis));
        used[static_cast<std::size_t>(axis)] = true;
        result.push_back((*x)[static_cast<std::size_t>(axis)]);
    }
    return one(std::move(result));
}

Inferred concatenation(const Site& site)
{
    const Shape* first = site.input(0);
    if (!first)
        return site.missing("input");
    const auto axis = singleAxis(site, first->size());
    if (!axis)
        return tl::make_unexpected(axis.error());
    Shape result = *first;
    result[*axis] = 0;
    for (const auto& shape : site.inputs) {
        if (!shape)
            return site.missing("input");
        if (shape->size() != result.size())
            return site.mismatch(toString(*first), toString(*shape));
        for (std::size_t i = 0; i < result.size(); ++i)
            if (i != *axis && (*shape)[i] != result[i])
                return site.mismatch(toString(*first), toString(*shape));
        result[*axis] += (*shape)[*axis];
    }
    return one(std::move(result));
}

/// Equal parts, one an output. With a second input the sizes are values of that tensor.
Inferred split(const Site& site)
{
    const Shape* x = site.input(0);
    if (!x)
        return site.missing("input");
    if (site.input(1))
        return site.unknown();
    const auto axis = singleAxis(site, x->size());
    if (!axis)
        return tl::make_unexpected(axis.error());
    const auto parts = static_cast<std::int64_t>(site.op.outputs.size());
    if (parts == 0)
        return site.missing("output");
    if ((*x)[*axis] % parts != 0)
        return site.mismatch(std::to_string(parts), std::to_string((*x)[*axis]));
    Shape part = *x;
    part[*axis] /= parts;
    return Shapes(static_cast<std::size_t>(parts), part);
}

Inferred pack(const Site& site)
{
    const Shape* first = site.input(0);
    if (!first)
        return site.missing("input");
    const auto axis = singleAxis(site, first->size() + 1);
    if (!axis)
        return tl::make_unexpected(axis.error());
    for (const auto& shape : site.inputs) {
        if (!shape)
            return site.mismatch(toString(*first), "");
        if (*shape != *first)
            return site.mismatch(toString(*first), toString(*shape));
    }
    Shape result = *first;
    result.insert(at(result, *axis), static_cast<std::int64_t>(site.inputs.size()));
    return one(std::move(result));
}

Inferred unpack(const Site& site)
{
    const Shape* x = site.input(0);
    if (!x)
        return site.missing("input");
    const auto axis = singleAxis(site, x->size());
    if (!axis)
        return tl::make_unexpected(axis.error());
    const std::size_t parts = site.op.outputs.size();
    if ((*x)[*axis] != static_cast<std::int64_t>(parts))
        return site.mismatch(std::to_string((*x)[*axis]), std::to_string(parts));
    Shape part = *x;
    part.erase(at(part, *axis));
    return Shapes(parts, part);
}

Inferred slice(const Site& site)
{
    const Shape* x = site.input(0);
    const auto* a = site.op.attributesAs<SliceAttributes>();
    if (!x)
        return site.missing("input");
    if (x->empty() && (!a || a->begin.empty()))
        return one({});
    if (!a || a->begin.empty())
        return site.unknown();
    const std::size_t rank = x->size();
    if (a->begin.size() != rank || a->end.size() != rank || (!a->strides.empty() && a->strides.size() != rank))
        return site.invalid("begin", std::to_string(a->begin.size()));
    Shape result(rank);
    for (std::size_t i = 0; i < rank; ++i) {
        std::int64_t stride = 1;
        if (!a->strides.empty())
            stride = a->strides[i];
        if (stride == 0 || stride > kMaxLength || stride < -kMaxLength)
            return site.invalid("stride", std::to_string(stride));
        // Going down, the exclusive end may lie one before the first element.
        if (a->begin[i] < 0 || a->begin[i] > (*x)[i] || a->end[i] < -1 || a->end[i] > (*x)[i])
            return site.invalid("range", std::to_string(a->begin[i]) + ":" + std::to_string(a->end[i]));
        std::int64_t length = a->end[i] - a->begin[i];
        if (stride < 0)
            length = -length;
        result[i] = ceilDiv(std::max<std::int64_t>(length, 0), std::abs(stride));
    }
    return one(std::move(result));
}

/// Indices take the place of the axis.
Inferred gather(const Site& site)
{
    const Shape* x = site.input(0);
    const Shape* indices = site.input(1);
    if (!x || !indices)
        return site.missingInputOr("indices");
    const auto axis = singleAxis(site, x->size());
    if (!axis)
        return tl::make_unexpected(axis.error());
    Shape result = *x;
    result.erase(at(result, *axis));
    result.insert(at(result, *axis), indices->begin(), indices->end());
    return one(std::move(result));
}

/// The last dimension of the indices addresses that many leading dimensions.
Inferred gatherNd(const Site& site)
{
    const Shape* x = site.input(0);
    const Shape* indices = site.input(1);
    if (!x || !indices)
        return site.missingInputOr("indices");
    if (indices->empty() || indices->back() > static_cast<std::int64_t>(x->size()))
        return site.mismatch(toString(*x), toString(*indices));
    Shape result(indices->begin(), indices->end() - 1);
    result.insert(result.end(), x->begin() + static_cast<std::ptrdiff_t>(indices->back()), x->end());
    return one(std::move(result));
}

/// Inputs: [ids, table [entries, ...]].
Inferred embeddingLookup(const Site& site)
{
    const Shape* ids = site.input(0);
    const Shape* table = site.input(1);
    if (!ids || !table)
        return site.missingInputOr("table");
    if (table->empty())
        return site.mismatch("ENTRIESxDIM", toString(*table));
    Shape result = *ids;
    result.insert(result.end(), table->begin() + 1, table->end());
    return one(std::move(result));
}

/// Multiples, one a dimension, in PermutationAttributes.
Inferred tile(const Site& site)
{
    const Shape* x = site.input(0);
    if (!x)
        return site.missing("input");
    const auto* attributes = site.op.attributesAs<PermutationAttributes>();
    if (!attributes)
        return site.unknown();
    if (attributes->permutation.size() != x->size())
        return site.invalid("multiples", std::to_string(attributes->permutation.size()));
    Shape result = *x;
    for (std::size_t i = 0; i < result.size(); ++i) {
        const int multiple = attributes->permutation[i];
        if (multiple < 0 || multiple > (1 << 20))
            return site.invalid("multiples", std::to_string(multiple));
        result[i] *= multiple;
    }
    return one(std::move(result));
}

Inferred shapeOf(const Site& site)
{
    const Shape* x = site.input(0);
    if (!x)
        return site.missing("input");
    return one({static_cast<std::int64_t>(x->size())});
}

namespace {

struct Blocks {
    Shape x;
    std::int64_t size = 1;
};

/// The feature map's shape and the block length, checked.
Result<Blocks> readBlocks(const Site& site)
{
    const Shape* x = site.input(0);
    const auto* attributes = site.op.attributesAs<BlockAttributes>();
    if (!x || !attributes)
        return site.missingInputOr("attributes");
    if (x->size() != 4)
        return site.mismatch("NxHxWxC", toString(*x));
    if (attributes->blockSize <= 0 || attributes->blockSize > 1024)
        return site.invalid("block_size", std::to_string(attributes->blockSize));
    return Blocks{*x, attributes->blockSize};
}

} // namespace

Inferred spaceToDepth(const Site& site)
{
    const auto blocks = readBlocks(site);
    if (!blocks)
        return tl::make_unexpected(blocks.error());
    const auto& [x, size] = *blocks;
    if (x[1] % size != 0 || x[2] % size != 0)
        return site.mismatch(std::to_string(size), toString(x));
    return one({x[0], x[1] / size, x[2] / size, x[3] * size * size});
}

Inferred depthToSpace(const Site& site)
{
    const auto blocks = readBlocks(site);
    if (!blocks)
        return tl::make_unexpected(blocks.error());
    const auto& [x, size] = *blocks;
    if (x[3] % (size * size) != 0)
        return site.mismatch(std::to_string(size * size), toString(x));
    return one({x[0], x[1] * size, x[2] * size, x[3] / (size * size)});
}

} // namespace tenbin::shape_rules
