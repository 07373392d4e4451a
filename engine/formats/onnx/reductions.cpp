// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <numeric>

#include "engine/formats/common/first_error.h"
#include "engine/formats/onnx/handlers.h"

namespace tenbin {

// Work along axes: reductions, softmax, normalisation, running sums.

namespace {

using K = OperatorKind;

/// Along one axis (default: the last since opset 13, before that 1).
Result<void> softmax(OnnxLowering& lowering, const OnnxNode& node)
{
    auto x = lowering.axisInput(node, 0);
    if (!x)
        return firstError(x);
    const std::size_t rank = x->fileShape.size();
    const auto along = axisOf(node, node.integer("axis", lowering.model().opset() >= 13 ? -1 : 1), rank);
    if (!along)
        return firstError(along);
    Operator op{.kind = kindOf(node), .inputs = {x->id}};
    const int where = draftAxis(*x, *along);
    const bool last = where + 1 == static_cast<int>(lowering.tensor(*x).shape.size());
    if (last && op.kind == K::softmax)
        op.attributes = ScalarAttributes{.alpha = 1.0f};
    else if (!last)
        op.attributes = AxisAttributes{.axes = {where}};
    return lowering.emit(node, std::move(op), x->layout, rank);
}

/// Inputs: [x, scale, shift]; the axes are the last ones.
Result<void> layerNormalization(OnnxLowering& lowering, const OnnxNode& node)
{
    const auto x = lowering.plainInput(node, 0);
    if (!x)
        return firstError(x);
    const std::size_t rank = x->fileShape.size();
    const auto first = axisOf(node, node.integer("axis", -1), rank);
    if (!first)
        return firstError(first);
    Operator op{.kind = K::layerNormalization, .inputs = {x->id}};
    for (int i = 1; i < 3; ++i)
        if (const OnnxValue* parameter = lowering.find(node, i))
            op.inputs.push_back(parameter->id);
    std::vector<int> along(rank - static_cast<std::size_t>(*first));
    std::iota(along.begin(), along.end(), *first);
    op.attributes = AxisAttributes{.axes = std::move(along)};
    return lowering.emit(node, std::move(op), OnnxLayout::plain, rank);
}

/// Axes of ArgMax and ArgMin: one.
Result<std::vector<int>> argAxis(const OnnxNode& node, std::size_t rank)
{
    const auto one = axisOf(node, node.integer("axis", 0), rank);
    if (!one)
        return firstError(one);
    return std::vector{*one};
}

/// Whether channels may stay last though the reduced dimensions vanish: only if no spatial dimension stays.
bool vanishesInPlace(const std::vector<int>& along, std::size_t rank)
{
    const bool channelsGo = std::find(along.begin(), along.end(), 1) != along.end();
    return channelsGo || along.size() >= rank - 2;
}

/// ReduceMean …, and ArgMax and ArgMin, along axes of the file that are known.
Result<void> reduceAlong(OnnxLowering& lowering, const OnnxNode& node, OnnxValue x, const std::vector<int>& along)
{
    const K kind = kindOf(node);
    const bool arg = kind == K::argMax || kind == K::argMin;
    const std::size_t rank = x.fileShape.size();
    AxisAttributes a{.axes = {}, .keepDims = node.integer("keepdims", 1) != 0};
    if (!a.keepDims && x.layout == OnnxLayout::channelsLast && !vanishesInPlace(along, rank)) {
        auto plain = lowering.asPlain(x);
        if (!plain)
            return firstError(plain);
        x = std::move(*plain);
    }
    for (const int value : along)
        a.axes.push_back(draftAxis(x, value));
    if (x.layout == OnnxLayout::channelsLast && rank == 3 && !a.keepDims)
        a.axes.push_back(1); // the height that a sequence got
    std::sort(a.axes.begin(), a.axes.end());
    if (arg && a.axes.size() != 1)
        return lowerCustom(lowering, node);
    const OnnxLayout layout = a.keepDims ? x.layout : OnnxLayout::plain;
    std::optional<DataType> type;
    if (arg)
        type = DataType::int64();
    return lowering.emit(node, Operator{.kind = kind, .inputs = {x.id}, .attributes = std::move(a)}, layout, rank,
                         type);
}

/// Along axes that are known at run time only, to the size that the file declares.
Result<void> reduceTo(OnnxLowering& lowering, const OnnxNode& node, const OnnxValue& x, const Shape& declared)
{
    const auto plain = lowering.asPlain(x);
    if (!plain)
        return firstError(plain);
    return lowering.emit(node, Operator{.kind = kindOf(node), .inputs = {plain->id}, .attributes = AxisAttributes{}},
                         OnnxLayout::plain, x.fileShape.size(), std::nullopt, {declared});
}

/// ReduceMean … and ArgMax, ArgMin.
Result<void> reduction(OnnxLowering& lowering, const OnnxNode& node)
{
    const auto x = lowering.axisInput(node, 0);
    if (!x)
        return firstError(x);
    const K kind = kindOf(node);
    const bool arg = kind == K::argMax || kind == K::argMin;
    const std::size_t rank = x->fileShape.size();
    auto along = arg ? argAxis(node, rank) : lowering.axes(node, 1, rank);
    if (!along)
        return firstError(along);
    const bool open = !arg && lowering.atRunTime(node, 1);
    if (const auto declared = lowering.model().declaredShape(node.output(0)); open && declared)
        return reduceTo(lowering, node, *x, *declared);
    if (along->empty() && !open && node.integer("noop_with_empty_axes", 0) != 0)
        return lowerAlias(lowering, node);
    if (along->empty()) {
        along->resize(rank);
        std::iota(along->begin(), along->end(), 0);
    }
    return reduceAlong(lowering, node, *x, *along);
}

Result<void> cumSum(OnnxLowering& lowering, const OnnxNode& node)
{
    const auto x = lowering.plainInput(node, 0);
    const auto along = lowering.integers(node, 1);
    if (!x)
        return firstError(x);
    if (!along || along->size() != 1)
        return missing(node, "axis");
    const auto resolved = axisOf(node, along->front(), x->fileShape.size());
    if (!resolved)
        return firstError(resolved);
    return lowering.emit(
        node, Operator{.kind = K::cumSum, .inputs = {x->id}, .attributes = AxisAttributes{.axes = {*resolved}}},
        OnnxLayout::plain, x->fileShape.size());
}

constexpr OnnxEntry kEntries[] = {
    {"Softmax", softmax, K::softmax},
    {"LogSoftmax", softmax, K::logSoftmax},
    {"LayerNormalization", layerNormalization, K::layerNormalization},
    {"ReduceMean", reduction, K::mean},
    {"ReduceSum", reduction, K::sum},
    {"ReduceMax", reduction, K::reduceMax},
    {"ReduceMin", reduction, K::reduceMin},
    {"ReduceProd", reduction, K::reduceProd},
    {"ArgMax", reduction, K::argMax},
    {"ArgMin", reduction, K::argMin},
    {"CumSum", cumSum, K::cumSum},
};

} // namespace

std::span<const OnnxEntry> onnxReductions() { return kEntries; }

} // namespace tenbin
