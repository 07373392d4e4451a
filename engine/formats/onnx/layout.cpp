// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <fmt/format.h>

#include "engine/formats/common/first_error.h"
#include "engine/formats/draft/constant_values.h"
#include "engine/formats/draft/strided_range.h"
#include "engine/formats/onnx/handlers.h"
#include "engine/formats/onnx/tensor.h"

namespace tenbin {

// Operators that cut, join and repeat.

namespace {

using K = OperatorKind;

Result<void> concatenation(OnnxLowering& lowering, const OnnxNode& node)
{
    std::vector<OnnxValue> values;
    bool maps = false;
    bool mixed = false;
    for (int i = 0; i < node.inputs(); ++i) {
        auto value = lowering.input(node, i);
        if (!value)
            return firstError(value);
        maps = maps || value->layout == OnnxLayout::channelsLast;
        values.push_back(std::move(*value));
    }
    if (values.empty())
        return missing(node, "input");
    const std::size_t rank = values.front().fileShape.size();
    for (const OnnxValue& value : values)
        mixed = mixed || value.fileShape.size() != rank;
    if (mixed)
        return fail(ErrorCode::shapeMismatch,
                    {node.label(), toString(values.front().fileShape), toString(values.back().fileShape)});
    const auto along = axisOf(node, node.integer("axis", 0), rank);
    if (!along)
        return firstError(along);
    Operator op{.kind = K::concatenation};
    for (OnnxValue& value : values) {
        auto moved = maps ? lowering.asChannelsLast(value) : lowering.asPlain(value);
        if (!moved)
            return firstError(moved);
        value = std::move(*moved);
        op.inputs.push_back(value.id);
    }
    op.attributes = AxisAttributes{.axes = {draftAxis(values.front(), *along)}};
    return lowering.emit(node, std::move(op), values.front().layout, rank);
}

/// Sizes are an attribute before opset 13, then an input; without them the parts are equal.
Result<void> split(OnnxLowering& lowering, const OnnxNode& node)
{
    auto x = lowering.axisInput(node, 0);
    if (!x)
        return firstError(x);
    const std::size_t rank = x->fileShape.size();
    const auto along = axisOf(node, node.integer("axis", 0), rank);
    if (!along)
        return firstError(along);
    const int where = draftAxis(*x, *along);
    const std::int64_t length = x->fileShape[static_cast<std::size_t>(*along)];
    auto sizes = node.integers("split");
    if (sizes.empty() && !lowering.atRunTime(node, 1))
        sizes = lowering.integers(node, 1).value_or(std::vector<std::int64_t>{});
    Operator op{.kind = K::split, .inputs = {x->id}, .attributes = AxisAttributes{.axes = {where}}};
    if (const std::int64_t parts = node.outputs(); sizes.empty() && length % parts != 0)
        for (std::int64_t i = 0, part = ceilDiv(length, parts); i < parts; ++i) // the last one is smaller
            sizes.push_back(std::clamp<std::int64_t>(length - i * part, 0, part));
    if (sizes.empty())
        return lowering.emit(node, std::move(op), x->layout, rank);
    std::int64_t total = 0;
    std::vector<Shape> shapes;
    for (const std::int64_t size : sizes) {
        if (size < 0 || size > length)
            return invalid(node, "split", std::to_string(size));
        total += size;
        shapes.push_back(lowering.tensor(*x).shape);
        shapes.back()[static_cast<std::size_t>(where)] = size;
    }
    if (total != length || static_cast<int>(sizes.size()) != node.outputs())
        return invalid(node, "split", std::to_string(total));
    if (std::all_of(sizes.begin(), sizes.end(), [&](std::int64_t s) { return s == sizes.front(); }))
        return lowering.emit(node, std::move(op), x->layout, rank);
    const std::vector<std::int32_t> narrow(sizes.begin(), sizes.end());
    op.inputs.push_back(lowering.draft().addConstant(
        {.name = node.name() + "/sizes", .shape = {static_cast<std::int64_t>(sizes.size())}, .type = DataType::int32()},
        toBytes(narrow)));
    return lowering.emit(node, std::move(op), x->layout, rank, std::nullopt, std::move(shapes));
}

/// What is cut off is known at run time only: what the file declares, at most the whole.
Result<void> sliceAtRunTime(OnnxLowering& lowering, const OnnxNode& node, const OnnxValue& x)
{
    const bool open = lowering.atRunTime(node, 1) || lowering.atRunTime(node, 2);
    const auto plain = lowering.asPlain(x);
    if (!plain)
        return firstError(plain);
    if (!open)
        return invalid(node, "starts", toString(x.fileShape));
    auto shape = lowering.model().declaredShape(node.output(0));
    if (!shape) {
        lowering.draft().remarks.push_back({ImportNote::sizeUpperBound, node.name()});
        shape = plain->fileShape;
    }
    SliceAttributes whole{Shape(shape->size(), 0), *shape, Shape(shape->size(), 1)};
    return lowering.emit(node, Operator{.kind = K::slice, .inputs = {plain->id}, .attributes = std::move(whole)},
                         OnnxLayout::plain, plain->fileShape.size(), std::nullopt, {*shape});
}

/// Bounds are attributes before opset 10, then inputs.
Result<void> slice(OnnxLowering& lowering, const OnnxNode& node)
{
    auto x = lowering.axisInput(node, 0);
    if (!x)
        return firstError(x);
    const std::size_t rank = x->fileShape.size();
    const auto list = [&](std::string_view name, int position) -> std::optional<std::vector<std::int64_t>> {
        if (node.attribute(name))
            return node.integers(name);
        return lowering.integers(node, position);
    };
    const auto starts = list("starts", 1);
    const auto ends = list("ends", 2);
    const auto along = list("axes", 3);
    const auto steps = list("steps", 4);
    if (!starts || !ends || starts->size() != ends->size() || starts->size() > rank)
        return sliceAtRunTime(lowering, node, *x);
    if (along && along->size() != starts->size())
        return invalid(node, "axes", std::to_string(along->size()));
    if (steps && steps->size() != starts->size())
        return invalid(node, "steps", std::to_string(steps->size()));
    const Shape& shape = lowering.tensor(*x).shape;
    SliceAttributes a{Shape(shape.size(), 0), shape, Shape(shape.size(), 1)};
    bool strided = false;
    for (std::size_t i = 0; i < starts->size(); ++i) {
        const auto fileAxis = axisOf(node, along ? (*along)[i] : static_cast<std::int64_t>(i), rank);
        if (!fileAxis)
            return firstError(fileAxis);
        const auto where = static_cast<std::size_t>(draftAxis(*x, *fileAxis));
        const auto range =
            resolveRange({(*starts)[i], (*ends)[i], steps ? (*steps)[i] : 1}, shape[where], false, false);
        if (!range)
            return invalid(node, "steps", std::to_string((*steps)[i]));
        a.begin[where] = range->begin;
        a.end[where] = std::max(range->end, range->stride > 0 ? range->begin : std::int64_t{-1});
        a.strides[where] = range->stride;
        strided = strided || range->stride != 1;
    }
    Operator op{.kind = K::slice, .inputs = {x->id}, .attributes = std::move(a)};
    if (strided)
        op.kind = K::stridedSlice;
    return lowering.emit(node, std::move(op), x->layout, rank);
}

/// All beginnings, then all ends; an attribute before opset 11, then an input. Since opset 18 for some axes only.
Result<void> pad(OnnxLowering& lowering, const OnnxNode& node)
{
    auto x = lowering.axisInput(node, 0);
    if (!x)
        return firstError(x);
    const std::size_t rank = x->fileShape.size();
    std::optional pads = node.integers("pads");
    if (!node.attribute("pads"))
        pads = lowering.integers(node, 1);
    if (const auto along = lowering.integers(node, 3); pads && along && pads->size() == 2 * along->size()) {
        std::vector<std::int64_t> all(2 * rank, 0);
        for (std::size_t i = 0; i < along->size(); ++i) {
            const auto where = axisOf(node, (*along)[i], rank);
            if (!where)
                return firstError(where);
            all[static_cast<std::size_t>(*where)] = (*pads)[i];
            all[static_cast<std::size_t>(*where) + rank] = (*pads)[i + along->size()];
        }
        pads = std::move(all);
    }
    const std::string mode = node.text("mode", "constant");
    if (!pads || mode == "edge")
        return lowerCustom(lowering, node);
    const bool inRange =
        std::all_of(pads->begin(), pads->end(), [](std::int64_t p) { return p >= 0 && p <= (1 << 20); });
    if (pads->size() != 2 * rank || !inRange)
        return invalid(node, "pads", std::to_string(pads->size()));
    if (std::all_of(pads->begin(), pads->end(), [](std::int64_t p) { return p == 0; }))
        return lowerAlias(lowering, node);
    PadAttributes a;
    a.paddings.resize(lowering.tensor(*x).shape.size());
    for (std::size_t i = 0; i < rank; ++i)
        a.paddings[static_cast<std::size_t>(draftAxis(*x, static_cast<int>(i)))] = {(*pads)[i], (*pads)[i + rank]};
    Operator op{.kind = K::pad, .inputs = {x->id}, .attributes = std::move(a)};
    if (mode == "reflect")
        op.kind = K::mirrorPad;
    return lowering.emit(node, std::move(op), x->layout, rank);
}

Result<void> gather(OnnxLowering& lowering, const OnnxNode& node)
{
    const auto x = lowering.plainInput(node, 0);
    const auto indices = lowering.plainInput(node, 1);
    if (!x || !indices)
        return firstError(x, indices);
    const auto along = axisOf(node, node.integer("axis", 0), x->fileShape.size());
    if (!along)
        return firstError(along);
    Operator op{.kind = K::gather, .inputs = {x->id, indices->id}, .attributes = AxisAttributes{.axes = {*along}}};
    return lowering.emit(node, std::move(op), OnnxLayout::plain, 0);
}

/// Broadcasting both ways: the target may be narrower than x.
Result<void> expand(OnnxLowering& lowering, const OnnxNode& node)
{
    const auto x = lowering.plainInput(node, 0);
    const auto target = lowering.integers(node, 1);
    if (!x)
        return firstError(x);
    if (!target)
        return lowerCustom(lowering, node);
    Shape out = *target;
    if (x->fileShape.size() > out.size())
        out.insert(out.begin(), x->fileShape.size() - out.size(), 1);
    for (std::size_t i = 0; i < x->fileShape.size(); ++i) {
        const std::int64_t mine = x->fileShape[x->fileShape.size() - 1 - i];
        std::int64_t& other = out[out.size() - 1 - i];
        if (mine != other && mine != 1 && other != 1)
            return fail(ErrorCode::shapeMismatch, {node.label(), toString(x->fileShape), toString(*target)});
        other = std::max(mine, other);
    }
    if (!checkedElements(out))
        return invalid(node, "shape", toString(out));
    return lowering.emit(node, Operator{.kind = K::broadcastTo, .inputs = {x->id}}, OnnxLayout::plain, 0, std::nullopt,
                         {out});
}

Result<void> tile(OnnxLowering& lowering, const OnnxNode& node)
{
    const auto x = lowering.plainInput(node, 0);
    const auto repeats = lowering.integers(node, 1);
    if (!x)
        return firstError(x);
    if (!repeats)
        return lowerCustom(lowering, node);
    PermutationAttributes a;
    for (const std::int64_t repeat : *repeats) {
        if (repeat < 0 || repeat > (1 << 20))
            return invalid(node, "repeats", std::to_string(repeat));
        a.permutation.push_back(static_cast<int>(repeat));
    }
    return lowering.emit(node, Operator{.kind = K::tile, .inputs = {x->id}, .attributes = std::move(a)},
                         OnnxLayout::plain, 0);
}

constexpr OnnxEntry kEntries[] = {
    {"Concat", concatenation, K::concatenation},
    {"Split", split, K::split},
    {"Slice", slice, K::slice},
    {"Pad", pad, K::pad},
    {"Gather", gather, K::gather},
    {"Expand", expand, K::broadcastTo},
    {"Tile", tile, K::tile},
};

} // namespace

std::span<const OnnxEntry> onnxMoves() { return kEntries; }

} // namespace tenbin
