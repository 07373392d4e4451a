// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/formats/draft/constant_values.h"
#include "engine/formats/draft/strided_range.h"
#include "engine/formats/onnx/fold_rules.h"
#include "engine/formats/onnx/shapes.h"
#include "engine/formats/onnx/tensor.h"

namespace tenbin::fold_rules {

namespace {

/// The same values in another shape of as many elements.
Folded inShape(const FoldedValue& x, Shape shape)
{
    if (checkedElements(shape) != static_cast<std::int64_t>(x.values.size()))
        return std::nullopt;
    FoldedValue result = x;
    result.shape = std::move(shape);
    return result;
}

} // namespace

Folded shapeOf(const Site& site)
{
    const Shape& x = site.at(0)->shape;
    const auto rank = static_cast<std::int64_t>(x.size());
    const auto resolve = [&](std::int64_t axis) {
        if (axis < 0)
            axis += rank;
        return std::clamp<std::int64_t>(axis, 0, rank);
    };
    const std::int64_t start = resolve(site.node.integer("start", 0));
    const std::int64_t end = resolve(site.node.integer("end", rank));
    FoldedValue result{.shape = {std::max<std::int64_t>(end - start, 0)}, .values = {}};
    for (std::int64_t i = start; i < end; ++i)
        result.values.push_back(static_cast<double>(x[unsignedOf(i)]));
    return result;
}

Folded sizeOf(const Site& site)
{
    return FoldedValue{.shape = {}, .values = {static_cast<double>(checkedElements(site.at(0)->shape).value_or(0))}};
}

Folded concat(const Site& site)
{
    const FoldedValue* first = site.at(0);
    const auto axis = resolveAxis(site.node.integer("axis", 0), first->shape.size());
    if (!axis)
        return std::nullopt;
    const auto where = unsignedOf(*axis);
    FoldedValue result{.shape = first->shape, .values = {}, .type = first->type};
    result.shape[where] = 0;
    for (std::size_t i = 0; i < site.inputs.size(); ++i) {
        const FoldedValue* part = site.at(i);
        if (!part || part->shape.size() != first->shape.size())
            return std::nullopt;
        for (std::size_t d = 0; d < part->shape.size(); ++d)
            if (d != where && part->shape[d] != first->shape[d])
                return std::nullopt;
        result.shape[where] += part->shape[where];
    }
    const auto count = checkedElements(result.shape);
    if (!count || *count > site.limit)
        return std::nullopt;
    result.values.reserve(unsignedOf(*count));
    const std::int64_t outer = product(first->shape, 0, where);
    for (std::int64_t o = 0; o < outer; ++o)
        for (std::size_t i = 0; i < site.inputs.size(); ++i) {
            const FoldedValue& part = *site.at(i);
            const std::int64_t row = product(part.shape, where, part.shape.size());
            result.values.insert(result.values.end(), part.values.begin() + o * row,
                                 part.values.begin() + (o + 1) * row);
        }
    return result;
}

/// Bounds as attributes (before opset 10) or inputs; steps may be negative.
Folded slice(const Site& site)
{
    const FoldedValue* x = site.at(0);
    const auto starts = site.integers("starts", 1);
    const auto ends = site.integers("ends", 2);
    const auto axes = site.integers("axes", 3);
    const auto steps = site.integers("steps", 4);
    if (!starts || !ends || starts->size() != ends->size() || starts->size() > x->shape.size()
        || (axes && axes->size() != starts->size()) || (steps && steps->size() != starts->size()))
        return std::nullopt;
    Shape shape = x->shape;
    auto strides = stridesOf(x->shape);
    std::int64_t start = 0;
    std::vector<bool> cut(shape.size(), false);
    for (std::size_t i = 0; i < starts->size(); ++i) {
        const auto axis = resolveAxis(axes ? (*axes)[i] : static_cast<std::int64_t>(i), x->shape.size());
        if (!axis || cut[unsignedOf(*axis)])
            return std::nullopt;
        const auto d = unsignedOf(*axis);
        cut[d] = true;
        const auto range = resolveRange({(*starts)[i], (*ends)[i], steps ? (*steps)[i] : 1}, shape[d], false, false);
        if (!range)
            return std::nullopt;
        std::int64_t span = range->end - range->begin;
        if (range->stride < 0)
            span = -span;
        shape[d] = 0;
        if (span > 0 && x->shape[d] != 0) {
            shape[d] = ceilDiv(span, std::abs(range->stride));
            start += range->begin * strides[d];
        }
        if (shape[d] > 1)
            strides[d] *= range->stride;
        else
            strides[d] = 0;
    }
    return gatherGrid(site, *x, std::move(shape), start, strides);
}

/// A zero copies the dimension (unless allowzero), one -1 takes what is left.
Folded reshape(const Site& site)
{
    const FoldedValue* x = site.at(0);
    const auto target = site.integers("shape", 1);
    if (!target)
        return std::nullopt;
    Shape shape = *target;
    std::int64_t known = 1;
    std::ptrdiff_t open = -1;
    for (std::size_t i = 0; i < shape.size(); ++i) {
        if (shape[i] == 0 && site.node.integer("allowzero", 0) == 0) {
            if (i >= x->shape.size())
                return std::nullopt;
            shape[i] = x->shape[i];
        }
        if (shape[i] == -1 && open < 0)
            open = static_cast<std::ptrdiff_t>(i);
        else if (shape[i] < 0 || (shape[i] != 0 && known > (std::int64_t{1} << 40) / shape[i]))
            return std::nullopt;
        else
            known *= shape[i];
    }
    const auto count = static_cast<std::int64_t>(x->values.size());
    if (open >= 0 && (known == 0 || count % known != 0))
        return std::nullopt;
    if (open >= 0)
        shape[static_cast<std::size_t>(open)] = count / known;
    return inShape(*x, std::move(shape));
}

Folded squeeze(const Site& site)
{
    const FoldedValue* x = site.at(0);
    const auto axes = site.integers("axes", 1);
    std::vector<bool> dropped(x->shape.size(), false);
    for (std::size_t i = 0; !axes && i < dropped.size(); ++i)
        dropped[i] = x->shape[i] == 1;
    for (const std::int64_t entry : axes.value_or(std::vector<std::int64_t>{})) {
        const auto axis = resolveAxis(entry, x->shape.size());
        if (!axis)
            return std::nullopt;
        dropped[unsignedOf(*axis)] = true;
    }
    Shape shape;
    for (std::size_t i = 0; i < x->shape.size(); ++i)
        if (!dropped[i])
            shape.push_back(x->shape[i]);
    return inShape(*x, std::move(shape));
}

Folded unsqueeze(const Site& site)
{
    const FoldedValue* x = site.at(0);
    const auto axes = site.integers("axes", 1);
    if (!axes || axes->empty())
        return std::nullopt;
    const std::size_t rank = x->shape.size() + axes->size();
    std::vector<bool> added(rank, false);
    for (const std::int64_t entry : *axes) {
        const auto axis = resolveAxis(entry, rank);
        if (!axis || added[unsignedOf(*axis)])
            return std::nullopt;
        added[unsignedOf(*axis)] = true;
    }
    Shape shape;
    std::size_t next = 0;
    for (const bool isNew : added) {
        if (isNew)
            shape.push_back(1);
        else
            shape.push_back(x->shape[next++]);
    }
    return inShape(*x, std::move(shape));
}

Folded flatten(const Site& site)
{
    const FoldedValue* x = site.at(0);
    const auto rank = static_cast<std::int64_t>(x->shape.size());
    std::int64_t axis = site.node.integer("axis", 1);
    if (axis < -rank || axis > rank)
        return std::nullopt;
    if (axis < 0)
        axis += rank;
    const auto first = unsignedOf(axis);
    return inShape(*x, {product(x->shape, 0, first), product(x->shape, first, x->shape.size())});
}

Folded transpose(const Site& site)
{
    const FoldedValue* x = site.at(0);
    const std::size_t rank = x->shape.size();
    std::vector<std::int64_t> order = site.node.integers("perm");
    if (order.empty()) {
        order.resize(rank);
        std::iota(order.rbegin(), order.rend(), 0);
    }
    if (order.size() != rank)
        return std::nullopt;
    const auto strides = stridesOf(x->shape);
    Shape shape;
    std::vector<std::int64_t> steps;
    std::vector<bool> seen(rank, false);
    for (const std::int64_t entry : order) {
        const auto axis = resolveAxis(entry, rank);
        if (!axis || seen[unsignedOf(*axis)])
            return std::nullopt;
        seen[unsignedOf(*axis)] = true;
        shape.push_back(x->shape[unsignedOf(*axis)]);
        steps.push_back(strides[unsignedOf(*axis)]);
    }
    return gatherGrid(site, *x, std::move(shape), 0, steps);
}

/// Broadcasting both ways.
Folded expand(const Site& site)
{
    const auto target = site.integers("", 1);
    if (!target)
        return std::nullopt;
    const auto shape = broadcastShapes({site.at(0)->shape, *target});
    if (!shape)
        return std::nullopt;
    return broadcastTo(site, *site.at(0), *shape);
}

Folded tile(const Site& site)
{
    const FoldedValue* x = site.at(0);
    const auto repeats = site.integers("", 1);
    if (!repeats || repeats->size() != x->shape.size())
        return std::nullopt;
    // [a, b] repeated [r, s] times is [r, a, s, b] with steps of zero along r and s.
    const auto strides = stridesOf(x->shape);
    Shape grid;
    Shape shape;
    std::vector<std::int64_t> steps;
    for (std::size_t i = 0; i < x->shape.size(); ++i) {
        if ((*repeats)[i] < 0 || (*repeats)[i] > site.limit)
            return std::nullopt;
        grid.insert(grid.end(), {(*repeats)[i], x->shape[i]});
        steps.insert(steps.end(), {0, strides[i]});
        shape.push_back((*repeats)[i] * x->shape[i]);
    }
    auto result = gatherGrid(site, *x, std::move(grid), 0, steps);
    if (result)
        result->shape = std::move(shape);
    return result;
}

/// Padding with a constant on every axis.
Folded pad(const Site& site)
{
    const FoldedValue* x = site.at(0);
    const FoldedValue* fill = site.at(2);
    const auto pads = site.integers("pads", 1);
    const std::size_t rank = x->shape.size();
    if (site.node.text("mode", "constant") != "constant" || !pads || pads->size() != 2 * rank || site.at(3))
        return std::nullopt;
    FoldedValue result{.shape = {}, .values = {}, .type = x->type};
    for (std::size_t i = 0; i < rank; ++i) {
        if ((*pads)[i] < 0 || (*pads)[i + rank] < 0 || std::max((*pads)[i], (*pads)[i + rank]) > site.limit)
            return std::nullopt;
        result.shape.push_back(x->shape[i] + (*pads)[i] + (*pads)[i + rank]);
    }
    const auto count = checkedElements(result.shape);
    if (!count || *count > site.limit)
        return std::nullopt;
    double border = 0.0;
    if (fill && !fill->values.empty())
        border = fill->values.front();
    result.values.assign(unsignedOf(*count), border);
    const auto strides = stridesOf(result.shape);
    std::vector<std::int64_t> place(rank, 0);
    for (const double value : x->values) {
        std::int64_t position = 0;
        for (std::size_t d = 0; d < rank; ++d)
            position += (place[d] + (*pads)[d]) * strides[d];
        result.values[unsignedOf(position)] = value;
        toNextPlace(place, x->shape);
    }
    return result;
}

Folded constantOfShape(const Site& site)
{
    FoldedValue result{.shape = {}, .values = {}, .type = DataType::float32()};
    for (const double length : site.at(0)->values)
        result.shape.push_back(toInteger(length));
    const auto count = checkedElements(result.shape);
    if (!count || *count > site.limit)
        return std::nullopt;
    double fill = 0;
    if (const auto* value = site.node.attribute("value")) {
        DraftGraph scratch;
        const auto constant = addOnnxConstant(scratch, value->t(), "value");
        if (!constant)
            return std::nullopt;
        const auto one = foldedValue(scratch.tensor(constant->id));
        if (!one || one->values.size() != 1)
            return std::nullopt;
        fill = one->values.front();
        result.type = one->type;
    }
    result.values.assign(unsignedOf(*count), fill);
    return result;
}

Folded range(const Site& site)
{
    const FoldedValue* start = site.at(0);
    const FoldedValue* limit = site.at(1);
    const FoldedValue* delta = site.at(2);
    if (!limit || !delta || start->values.size() != 1 || limit->values.size() != 1 || delta->values.size() != 1)
        return std::nullopt;
    const double step = delta->values.front();
    if (step == 0)
        return std::nullopt;
    const double length = std::max(std::ceil((limit->values.front() - start->values.front()) / step), 0.0);
    if (!(length <= static_cast<double>(site.limit)))
        return std::nullopt;
    FoldedValue result{.shape = {static_cast<std::int64_t>(length)}, .values = {}, .type = start->type};
    for (std::int64_t i = 0; i < result.shape.front(); ++i)
        result.values.push_back(start->values.front() + static_cast<double>(i) * step);
    return result;
}

FoldResults split(const Site& site)
{
    const FoldedValue* x = site.at(0);
    const auto axis = resolveAxis(site.node.integer("axis", 0), x->shape.size());
    if (!axis)
        return std::nullopt;
    const auto where = unsignedOf(*axis);
    const std::int64_t length = x->shape[where];
    const std::int64_t parts = site.node.outputs();
    auto sizes = site.integers("split", 1).value_or(std::vector<std::int64_t>{});
    for (std::int64_t i = 0, part = ceilDiv(length, parts); sizes.size() < unsignedOf(parts) && i < parts; ++i)
        sizes.push_back(std::clamp<std::int64_t>(length - i * part, 0, part)); // the last one is smaller
    std::vector<FoldedValue> results;
    std::int64_t first = 0;
    const auto strides = stridesOf(x->shape);
    for (const std::int64_t size : sizes) {
        if (size < 0 || size > length - first)
            return std::nullopt;
        Shape shape = x->shape;
        shape[where] = size;
        std::int64_t start = 0; // of nothing
        if (size > 0)
            start = first * strides[where];
        auto part = gatherGrid(site, *x, std::move(shape), start, strides);
        if (!part)
            return std::nullopt;
        results.push_back(std::move(*part));
        first += size;
    }
    if (first == length && results.size() == unsignedOf(parts))
        return FoldResults(results);
    return std::nullopt;
}

} // namespace tenbin::fold_rules
