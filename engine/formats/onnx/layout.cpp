// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <fmt/format.h>

#include "engine/formats/draft/constant_values.h"
#include "engine/formats/draft/strided_range.h"
#include "engine/formats/onnx/lowering.h"
#include "engine/formats/onnx/tensor.h"

namespace tenbin {

// The part of OnnxLowering for operators that cut, join and repeat.

Result<void> OnnxLowering::concatenation(const OnnxNode& node)
{
    std::vector<OnnxValue> values;
    bool maps = false;
    bool mixed = false;
    for (int i = 0; i < node.inputs(); ++i) {
        auto value = input(node, i);
        if (!value)
            return tl::make_unexpected(value.error());
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
    const auto along = axis(node, node.integer("axis", 0), rank);
    if (!along)
        return tl::make_unexpected(along.error());
    Operator op{.kind = OperatorKind::concatenation};
    for (OnnxValue& value : values) {
        auto moved = maps ? asChannelsLast(value) : asPlain(value);
        if (!moved)
            return tl::make_unexpected(moved.error());
        value = std::move(*moved);
        op.inputs.push_back(value.id);
    }
    op.attributes = AxisAttributes{.axes = {draftAxis(values.front(), *along)}};
    return emit(node, std::move(op), values.front().layout, rank);
}

/// Sizes are an attribute before opset 13, then an input; without them the parts are equal.
Result<void> OnnxLowering::split(const OnnxNode& node)
{
    auto x = input(node, 0);
    if (x && x->layout == OnnxLayout::flattened)
        x = asPlain(*x);
    if (!x)
        return tl::make_unexpected(x.error());
    const std::size_t rank = x->fileShape.size();
    const auto along = axis(node, node.integer("axis", 0), rank);
    if (!along)
        return tl::make_unexpected(along.error());
    const int where = draftAxis(*x, *along);
    const std::int64_t length = x->fileShape[static_cast<std::size_t>(*along)];
    auto sizes = node.integers("split");
    if (sizes.empty() && !atRunTime(node, 1))
        sizes = integers(node, 1).value_or(std::vector<std::int64_t>{});
    Operator op{.kind = OperatorKind::split, .inputs = {x->id}, .attributes = AxisAttributes{.axes = {where}}};
    if (const std::int64_t parts = node.outputs(); sizes.empty() && length % parts != 0)
        for (std::int64_t i = 0, part = ceilDiv(length, parts); i < parts; ++i) // the last one is smaller
            sizes.push_back(std::clamp<std::int64_t>(length - i * part, 0, part));
    if (sizes.empty())
        return emit(node, std::move(op), x->layout, rank);
    std::int64_t total = 0;
    std::vector<Shape> shapes;
    for (const std::int64_t size : sizes) {
        if (size < 0 || size > length)
            return invalid(node, "split", std::to_string(size));
        total += size;
        shapes.push_back(tensor(*x).shape);
        shapes.back()[static_cast<std::size_t>(where)] = size;
    }
    if (total != length || static_cast<int>(sizes.size()) != node.outputs())
        return invalid(node, "split", std::to_string(total));
    if (std::all_of(sizes.begin(), sizes.end(), [&](std::int64_t s) { return s == sizes.front(); }))
        return emit(node, std::move(op), x->layout, rank);
    const std::vector<std::int32_t> narrow(sizes.begin(), sizes.end());
    op.inputs.push_back(m_draft.addConstant(
        {.name = node.name() + "/sizes", .shape = {static_cast<std::int64_t>(sizes.size())}, .type = DataType::int32()},
        toBytes(narrow)));
    return emit(node, std::move(op), x->layout, rank, std::nullopt, std::move(shapes));
}

/// What is cut off is known at run time only: what the file declares, at most the whole.
Result<void> OnnxLowering::sliceAtRunTime(const OnnxNode& node, const OnnxValue& x)
{
    const bool open = atRunTime(node, 1) || atRunTime(node, 2);
    const auto plain = asPlain(x);
    if (!plain)
        return tl::make_unexpected(plain.error());
    if (!open)
        return invalid(node, "starts", toString(x.fileShape));
    auto shape = m_model.declaredShape(node.output(0));
    if (!shape) {
        m_draft.remarks.push_back({ImportNote::sizeUpperBound, node.name()});
        shape = plain->fileShape;
    }
    SliceAttributes whole{Shape(shape->size(), 0), *shape, Shape(shape->size(), 1)};
    return emit(node, Operator{.kind = OperatorKind::slice, .inputs = {plain->id}, .attributes = std::move(whole)},
                OnnxLayout::plain, plain->fileShape.size(), std::nullopt, {*shape});
}

/// Bounds are attributes before opset 10, then inputs.
Result<void> OnnxLowering::slice(const OnnxNode& node)
{
    auto x = input(node, 0);
    if (x && x->layout == OnnxLayout::flattened)
        x = asPlain(*x);
    if (!x)
        return tl::make_unexpected(x.error());
    const std::size_t rank = x->fileShape.size();
    const auto list = [&](std::string_view name, int position) -> std::optional<std::vector<std::int64_t>> {
        return node.attribute(name) ? std::optional(node.integers(name)) : integers(node, position);
    };
    const auto starts = list("starts", 1);
    const auto ends = list("ends", 2);
    const auto along = list("axes", 3);
    const auto steps = list("steps", 4);
    if (!starts || !ends || starts->size() != ends->size() || starts->size() > rank)
        return sliceAtRunTime(node, *x);
    if ((along && along->size() != starts->size()) || (steps && steps->size() != starts->size()))
        return invalid(node, "axes", std::to_string(along ? along->size() : steps->size()));
    const Shape& shape = tensor(*x).shape;
    SliceAttributes a{Shape(shape.size(), 0), shape, Shape(shape.size(), 1)};
    bool strided = false;
    for (std::size_t i = 0; i < starts->size(); ++i) {
        const auto fileAxis = axis(node, along ? (*along)[i] : static_cast<std::int64_t>(i), rank);
        if (!fileAxis)
            return tl::make_unexpected(fileAxis.error());
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
    Operator op{.kind = strided ? OperatorKind::stridedSlice : OperatorKind::slice,
                .inputs = {x->id},
                .attributes = std::move(a)};
    return emit(node, std::move(op), x->layout, rank);
}

/// All beginnings, then all ends; an attribute before opset 11, then an input. Since opset 18 for some axes only.
Result<void> OnnxLowering::pad(const OnnxNode& node)
{
    auto x = input(node, 0);
    if (x && x->layout == OnnxLayout::flattened)
        x = asPlain(*x);
    if (!x)
        return tl::make_unexpected(x.error());
    const std::size_t rank = x->fileShape.size();
    auto pads = node.attribute("pads") ? std::optional(node.integers("pads")) : integers(node, 1);
    if (const auto along = integers(node, 3); pads && along && pads->size() == 2 * along->size()) {
        std::vector<std::int64_t> all(2 * rank, 0);
        for (std::size_t i = 0; i < along->size(); ++i) {
            const auto where = axis(node, (*along)[i], rank);
            if (!where)
                return tl::make_unexpected(where.error());
            all[static_cast<std::size_t>(*where)] = (*pads)[i];
            all[static_cast<std::size_t>(*where) + rank] = (*pads)[i + along->size()];
        }
        pads = std::move(all);
    }
    const std::string mode = node.text("mode", "constant");
    if (!pads || mode == "edge")
        return custom(node);
    const bool inRange =
        std::all_of(pads->begin(), pads->end(), [](std::int64_t p) { return p >= 0 && p <= (1 << 20); });
    if (pads->size() != 2 * rank || !inRange)
        return invalid(node, "pads", std::to_string(pads->size()));
    if (std::all_of(pads->begin(), pads->end(), [](std::int64_t p) { return p == 0; }))
        return alias(node);
    PadAttributes a;
    a.paddings.resize(tensor(*x).shape.size());
    for (std::size_t i = 0; i < rank; ++i)
        a.paddings[static_cast<std::size_t>(draftAxis(*x, static_cast<int>(i)))] = {(*pads)[i], (*pads)[i + rank]};
    Operator op{.kind = mode == "reflect" ? OperatorKind::mirrorPad : OperatorKind::pad,
                .inputs = {x->id},
                .attributes = std::move(a)};
    return emit(node, std::move(op), x->layout, rank);
}

Result<void> OnnxLowering::gather(const OnnxNode& node)
{
    const auto given = input(node, 0);
    const auto chosen = input(node, 1);
    const auto x = given ? asPlain(*given) : given;
    const auto indices = chosen ? asPlain(*chosen) : chosen;
    if (!x || !indices)
        return tl::make_unexpected(x ? indices.error() : x.error());
    const auto along = axis(node, node.integer("axis", 0), x->fileShape.size());
    if (!along)
        return tl::make_unexpected(along.error());
    Operator op{
        .kind = OperatorKind::gather, .inputs = {x->id, indices->id}, .attributes = AxisAttributes{.axes = {*along}}};
    return emit(node, std::move(op), OnnxLayout::plain, 0);
}

/// Broadcasting both ways: the target may be narrower than x.
Result<void> OnnxLowering::expand(const OnnxNode& node)
{
    const auto given = input(node, 0);
    const auto x = given ? asPlain(*given) : given;
    const auto target = integers(node, 1);
    if (!x || !target)
        return x ? custom(node) : Result<void>(tl::make_unexpected(x.error()));
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
    return emit(node, Operator{.kind = OperatorKind::broadcastTo, .inputs = {x->id}}, OnnxLayout::plain, 0,
                std::nullopt, {out});
}

Result<void> OnnxLowering::tile(const OnnxNode& node)
{
    const auto given = input(node, 0);
    const auto x = given ? asPlain(*given) : given;
    const auto repeats = integers(node, 1);
    if (!x || !repeats)
        return x ? custom(node) : Result<void>(tl::make_unexpected(x.error()));
    PermutationAttributes a;
    for (const std::int64_t repeat : *repeats) {
        if (repeat < 0 || repeat > (1 << 20))
            return invalid(node, "repeats", std::to_string(repeat));
        a.permutation.push_back(static_cast<int>(repeat));
    }
    return emit(node, Operator{.kind = OperatorKind::tile, .inputs = {x->id}, .attributes = std::move(a)},
                OnnxLayout::plain, 0);
}

} // namespace tenbin
