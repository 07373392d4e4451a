// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/tflite/operator_writer.h"
#include "engine/graph/kind_set.h"

#include <numeric>

namespace tenbin {

// The part of TfliteOperatorWriter for attributes that the format keeps in constant inputs.

namespace {

using K = OperatorKind;

template <class Range>
WrittenParameter list(std::size_t position, const Range& values)
{
    WrittenParameter parameter{.position = position};
    for (const auto value : values)
        parameter.values.push_back(static_cast<std::int32_t>(value));
    parameter.shape = {static_cast<std::int32_t>(parameter.values.size())};
    return parameter;
}

WrittenParameter scalar(std::size_t position, std::int64_t value)
{
    return {.position = position, .values = {static_cast<std::int32_t>(value)}, .shape = {}};
}

/// A file without axes means all of them.
std::vector<int> reducedAxes(const AxisAttributes& a, std::size_t rank)
{
    if (!a.axes.empty())
        return a.axes;
    std::vector<int> all(rank);
    std::iota(all.begin(), all.end(), 0);
    return all;
}

/// The axis stands before what is split, or behind it and the sizes of the parts.
WrittenParameter splitAxis(const Operator& op, const AxisAttributes& a)
{
    int axis = 0;
    if (!a.axes.empty())
        axis = a.axes.front();
    std::size_t position = 0;
    if (op.inputs.size() > 1)
        position = 2;
    return scalar(position, axis);
}

std::vector<WrittenParameter> axisParameters(const Operator& op, const AxisAttributes& a, std::size_t rank)
{
    constexpr KindSet kSeveral{K::mean, K::sum, K::reduceMax, K::reduceMin, K::reduceProd, K::reverse};
    constexpr KindSet kOne{K::argMax, K::argMin, K::expandDims, K::cumSum};
    if (op.kind == K::split)
        return {splitAxis(op, a)};
    if (op.inputs.size() > 1)
        return {};
    if (kSeveral.contains(op.kind))
        return {list(1, reducedAxes(a, rank))};
    if (kOne.contains(op.kind) && !a.axes.empty())
        return {scalar(1, a.axes.front())};
    return {};
}

std::vector<WrittenParameter> sliceParameters(const Operator& op, const SliceAttributes& a)
{
    if (op.kind == K::stridedSlice)
        return {list(1, a.begin), list(2, a.end), list(3, a.strides)};
    std::vector<std::int64_t> sizes;
    sizes.reserve(a.begin.size());
    for (std::size_t i = 0; i < a.begin.size(); ++i)
        sizes.push_back(a.end[i] - a.begin[i]);
    return {list(1, a.begin), list(2, sizes)};
}

} // namespace

std::vector<WrittenParameter> TfliteOperatorWriter::parameters(const Operator& op) const
{
    if (!hasBuiltin(m_graph, op) || !m_graph.input(op, 0))
        return {};
    const Shape& x = input(op).shape;
    const Shape& out = m_graph.output(op).shape;
    if (const auto* a = op.attributesAs<AxisAttributes>())
        return axisParameters(op, *a, x.size());
    if (const auto* a = op.attributesAs<SliceAttributes>())
        return sliceParameters(op, *a);
    if (const auto* a = op.attributesAs<PermutationAttributes>())
        return {list(1, a->permutation)};
    if (const auto* a = op.attributesAs<PadAttributes>()) {
        WrittenParameter paddings{.position = 1};
        for (const auto& [before, after] : a->paddings)
            paddings.values.insert(paddings.values.end(),
                                   {static_cast<std::int32_t>(before), static_cast<std::int32_t>(after)});
        paddings.shape = {static_cast<std::int32_t>(a->paddings.size()), 2};
        return {paddings};
    }
    if (op.kind == K::transposeConv2d)
        return {list(0, out)};
    const bool sized = op.kind == K::resizeBilinear || op.kind == K::resizeNearestNeighbor;
    if (sized && op.inputs.size() == 1 && out.size() == 4)
        return {list(1, Shape{out[1], out[2]})};
    if (op.kind == K::broadcastTo && op.inputs.size() == 1)
        return {list(1, out)};
    if (op.kind == K::topK && op.inputs.size() == 1 && !out.empty())
        return {scalar(1, out.back())};
    return {};
}

} // namespace tenbin
