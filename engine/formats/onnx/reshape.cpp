// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "engine/formats/common/first_error.h"
#include "engine/formats/draft/constant_values.h"
#include "engine/formats/onnx/handlers.h"
#include "engine/formats/onnx/tensor.h"

namespace tenbin {

// Operators that only read elements in another arrangement.

namespace {

Result<void> transpose(OnnxLowering& lowering, const OnnxNode& node)
{
    const auto x = lowering.input(node, 0);
    if (!x)
        return firstError(x);
    const std::size_t rank = x->fileShape.size();
    std::vector<int> order(rank);
    std::iota(order.rbegin(), order.rend(), 0);
    if (const auto given = node.integers("perm"); !given.empty()) {
        if (given.size() != rank)
            return invalid(node, "perm", std::to_string(given.size()));
        order.clear();
        for (const std::int64_t entry : given) {
            const auto resolved = axisOf(node, entry, rank);
            if (!resolved || std::find(order.begin(), order.end(), *resolved) != order.end())
                return invalid(node, "perm", std::to_string(entry));
            order.push_back(*resolved);
        }
    }
    Shape shape;
    for (const int entry : order)
        shape.push_back(x->fileShape[static_cast<std::size_t>(entry)]);
    const bool toLast = order == (rank == 4 ? std::vector{0, 2, 3, 1} : std::vector{0, 2, 1});
    const bool toFirst = order == (rank == 4 ? std::vector{0, 3, 1, 2} : std::vector{0, 2, 1});
    // A map that lies with channels last already, and one that is about to be one, need no work.
    if (toLast && x->layout == OnnxLayout::channelsLast) {
        const TensorId id = rank == 4 ? x->id : lowering.addReshape(x->id, shape, node.output(0));
        lowering.bind(node.output(0), {id, OnnxLayout::plain, shape, {}});
        return {};
    }
    if (toFirst && x->layout == OnnxLayout::plain && !lowering.isConstant(*x) && (rank == 3 || rank == 4)
        && wantsChannelsLast(lowering.model(), node.output(0))) {
        const TensorId id = rank == 4 ? x->id : lowering.addReshape(x->id, channelsLastShape(shape), node.output(0));
        lowering.bind(node.output(0), {id, OnnxLayout::channelsLast, shape, {}});
        return {};
    }
    const auto plain = lowering.asPlain(*x);
    if (!plain)
        return firstError(plain);
    if (lowering.isConstant(*plain)) {
        lowering.bind(node.output(0),
                      {permutedConstant(lowering.draft(), plain->id, order), OnnxLayout::plain, shape, {}});
        return {};
    }
    return lowering.emit(
        node,
        Operator{.kind = OperatorKind::transpose, .inputs = {plain->id}, .attributes = PermutationAttributes{order}},
        OnnxLayout::plain, rank);
}

/// `target` is complete and in the terms of the file.
Result<void> reshapeTo(OnnxLowering& lowering, const OnnxNode& node, const OnnxValue& x, Shape target)
{
    const auto count = checkedElements(target);
    if (!count || *count != elementCount(x.fileShape))
        return fail(ErrorCode::shapeMismatch, {node.label(), toString(x.fileShape), toString(target)});
    const Shape& from = x.fileShape;
    const std::string& name = node.output(0);
    if (x.layout != OnnxLayout::plain && target == from) {
        lowering.bind(name, x);
        return {};
    }
    if (x.layout == OnnxLayout::channelsLast) {
        const std::int64_t spatial = from[0] * from[1] == 0 ? 0 : *count / (from[0] * from[1]);
        const bool ordered = from[1] == 1 || spatial == 1;
        // Batch and channels stay, the spatial dimensions are only divided anew.
        const bool keepsMap =
            (target.size() == 3 || target.size() == 4) && target[0] == from[0] && target[1] == from[1];
        if (keepsMap) {
            lowering.bind(
                name,
                {lowering.addReshape(x.id, channelsLastShape(target), name), OnnxLayout::channelsLast, target, {}});
            return {};
        }
        if (ordered) {
            lowering.bind(name, {lowering.addReshape(x.id, target, name), OnnxLayout::plain, target, {}});
            return {};
        }
        if (target.size() == 2 && target[0] == from[0]) {
            lowering.bind(name, {lowering.addReshape(x.id, target, name), OnnxLayout::flattened, target, from});
            return {};
        }
    }
    const auto plain = lowering.asPlain(x);
    if (!plain)
        return firstError(plain);
    lowering.bind(name, {lowering.addReshape(plain->id, target, name), OnnxLayout::plain, target, {}});
    return {};
}

/// A zero copies the input's dimension (unless allowzero), one -1 takes what is left.
Result<void> reshape(OnnxLowering& lowering, const OnnxNode& node)
{
    const auto x = lowering.input(node, 0);
    if (!x)
        return firstError(x);
    auto target = node.attribute("shape") ? std::optional(node.integers("shape")) : lowering.integers(node, 1);
    if (!target)
        target = lowering.model().declaredShape(node.output(0));
    if (!target)
        return fail(ErrorCode::shapeUnknown, {node.output(0)});
    Shape shape = *target;
    std::int64_t known = 1;
    std::ptrdiff_t open = -1;
    for (std::size_t i = 0; i < shape.size(); ++i) {
        if (shape[i] == 0 && node.integer("allowzero", 0) == 0) {
            if (i >= x->fileShape.size())
                return invalid(node, "shape", toString(*target));
            shape[i] = x->fileShape[i];
        }
        if (shape[i] == -1 && open < 0)
            open = static_cast<std::ptrdiff_t>(i);
        else if (shape[i] < 0 || (shape[i] != 0 && known > (std::int64_t{1} << 40) / shape[i]))
            return invalid(node, "shape", toString(*target));
        else
            known *= shape[i];
    }
    const std::int64_t elements = elementCount(x->fileShape);
    if (open >= 0 && (known == 0 || elements % known != 0))
        return fail(ErrorCode::shapeMismatch, {node.label(), toString(x->fileShape), toString(*target)});
    if (open >= 0)
        shape[static_cast<std::size_t>(open)] = elements / known;
    return reshapeTo(lowering, node, *x, std::move(shape));
}

Result<void> flatten(OnnxLowering& lowering, const OnnxNode& node)
{
    const auto x = lowering.input(node, 0);
    if (!x)
        return firstError(x);
    const auto rank = static_cast<std::int64_t>(x->fileShape.size());
    const std::int64_t given = node.integer("axis", 1);
    if (given < -rank || given > rank)
        return invalid(node, "axis", std::to_string(given));
    const std::int64_t first = given < 0 ? given + rank : given;
    std::int64_t outer = 1;
    std::int64_t inner = 1;
    for (std::int64_t i = 0; i < rank; ++i)
        (i < first ? outer : inner) *= x->fileShape[static_cast<std::size_t>(i)];
    return reshapeTo(lowering, node, *x, {outer, inner});
}

Result<void> squeeze(OnnxLowering& lowering, const OnnxNode& node)
{
    const auto x = lowering.input(node, 0);
    if (!x)
        return firstError(x);
    const auto dropped = lowering.axes(node, 1, x->fileShape.size());
    if (!dropped)
        return firstError(dropped);
    Shape shape;
    for (std::size_t i = 0; i < x->fileShape.size(); ++i) {
        const bool named = std::find(dropped->begin(), dropped->end(), static_cast<int>(i)) != dropped->end();
        if (named && x->fileShape[i] != 1)
            return invalid(node, "axes", std::to_string(i));
        const bool drops = named || (dropped->empty() && x->fileShape[i] == 1);
        if (!drops)
            shape.push_back(x->fileShape[i]);
    }
    return reshapeTo(lowering, node, *x, std::move(shape));
}

Result<void> unsqueeze(OnnxLowering& lowering, const OnnxNode& node)
{
    const auto x = lowering.input(node, 0);
    if (!x)
        return firstError(x);
    std::size_t count = node.integers("axes").size();
    if (!node.attribute("axes"))
        count = lowering.integers(node, 1).value_or(std::vector<std::int64_t>{}).size();
    const auto added = lowering.axes(node, 1, x->fileShape.size() + count);
    if (!added)
        return firstError(added);
    if (added->empty())
        return missing(node, "axes");
    Shape shape;
    std::size_t next = 0;
    for (int i = 0; i < static_cast<int>(x->fileShape.size() + count); ++i) {
        const bool isNew = std::find(added->begin(), added->end(), i) != added->end();
        if (!isNew && next >= x->fileShape.size())
            return invalid(node, "axes", std::to_string(i));
        shape.push_back(isNew ? 1 : x->fileShape[next++]);
    }
    return reshapeTo(lowering, node, *x, std::move(shape));
}

constexpr OnnxEntry kEntries[] = {
    {"Transpose", transpose, OperatorKind::transpose}, {"Reshape", reshape, OperatorKind::reshape},
    {"Flatten", flatten, OperatorKind::reshape},       {"Squeeze", squeeze, OperatorKind::reshape},
    {"Unsqueeze", unsqueeze, OperatorKind::reshape},
};

} // namespace

std::span<const OnnxEntry> onnxReshapes() { return kEntries; }

} // namespace tenbin
