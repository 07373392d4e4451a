// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/common/first_error.h"
#include "engine/formats/tflite/operator_site.h"

namespace tenbin {

// Work along axes.

namespace {

using K = OperatorKind;

Result<void> singleAxis(TfliteSite& site, std::int64_t axis, std::size_t rank)
{
    auto resolved = site.axes({axis}, rank);
    if (!resolved)
        return firstError(resolved);
    site.op.attributes = AxisAttributes{.axes = std::move(*resolved)};
    return {};
}

/// The rank of the first input: SPLIT alone has its data further on.
std::size_t rankOf(const TfliteSite& site) { return site.input(0)->shape.size(); }

Result<void> concatenation(TfliteSite& site)
{
    const auto* table = site.options<tflite::ConcatenationOptions>();
    if (!table)
        return site.missing("options");
    const auto fused = site.activation(table->fused_activation_function());
    if (!fused)
        return firstError(fused);
    auto done = singleAxis(site, table->axis(), rankOf(site));
    if (done)
        std::get<AxisAttributes>(site.op.attributes).activation = *fused;
    return done;
}

Result<void> pack(TfliteSite& site)
{
    const auto* table = site.options<tflite::PackOptions>();
    return singleAxis(site, table ? table->axis() : 0, rankOf(site) + 1);
}

Result<void> unpack(TfliteSite& site)
{
    const auto* table = site.options<tflite::UnpackOptions>();
    return singleAxis(site, table ? table->axis() : 0, rankOf(site));
}

Result<void> oneHot(TfliteSite& site)
{
    const auto* table = site.options<tflite::OneHotOptions>();
    return singleAxis(site, table ? table->axis() : -1, rankOf(site) + 1);
}

Result<void> squeeze(TfliteSite& site)
{
    const auto* table = site.options<tflite::SqueezeOptions>();
    std::vector<std::int64_t> values;
    if (table && table->squeeze_dims())
        values.assign(table->squeeze_dims()->begin(), table->squeeze_dims()->end());
    auto resolved = site.axes(values, rankOf(site));
    if (!resolved)
        return firstError(resolved);
    site.op.attributes = AxisAttributes{.axes = std::move(*resolved)};
    return {};
}

/// [x, axis] of the output, which has `added` dimensions more; stays where the axis is no constant.
Result<void> axisInput(TfliteSite& site, std::size_t added)
{
    const auto values = site.integers(1);
    if (!values || values->size() != 1)
        return {};
    site.dropInput(1);
    return singleAxis(site, values->front(), rankOf(site) + added);
}

Result<void> expandDims(TfliteSite& site) { return axisInput(site, 1); }
Result<void> cumSum(TfliteSite& site) { return axisInput(site, 0); }

/// Reductions and REVERSE_V2: [x, axes].
Result<void> reduction(TfliteSite& site)
{
    const auto* table = site.options<tflite::ReducerOptions>();
    AxisAttributes a{.axes = {}, .keepDims = table && table->keep_dims()};
    if (const auto values = site.integers(1)) {
        auto resolved = site.axes(*values, rankOf(site));
        if (!resolved)
            return firstError(resolved);
        a.axes = std::move(*resolved);
        site.dropInput(1);
    }
    site.op.attributes = std::move(a);
    return {};
}

Result<void> argReduction(TfliteSite& site)
{
    const auto values = site.integers(1);
    if (!values || values->size() != 1)
        return site.missing("axis");
    site.dropInput(1);
    return singleAxis(site, values->front(), site.input(0)->shape.size());
}

/// SPLIT: [axis, x]; SPLIT_V: [x, sizes, axis]. Unequal sizes stay as an input.
Result<void> split(TfliteSite& site)
{
    const bool sized = site.code == tflite::BuiltinOperator::SPLIT_V;
    const std::size_t axisPosition = sized ? 2 : 0;
    const auto values = site.integers(axisPosition);
    const Tensor* x = site.input(sized ? 0 : 1);
    if (!x)
        return site.missing("input");
    if (!values || values->size() != 1)
        return site.missing("axis");
    site.dropInput(axisPosition);
    return singleAxis(site, values->front(), x->shape.size());
}

Result<void> gather(TfliteSite& site)
{
    const auto* table = site.options<tflite::GatherOptions>();
    std::vector<std::int64_t> values{table ? table->axis() : 0};
    if (table && table->batch_dims() != 0) {
        // A second axis stands for the leading dimensions that indices and input share.
        std::int64_t shared = table->batch_dims();
        if (shared < 0 && site.input(1))
            shared += static_cast<std::int64_t>(site.input(1)->shape.size());
        values.push_back(shared);
    }
    auto resolved = site.axes(values, rankOf(site));
    if (!resolved)
        return firstError(resolved);
    site.op.attributes = AxisAttributes{.axes = std::move(*resolved)};
    return {};
}

constexpr TfliteEntry kEntries[] = {
    {K::mean, reduction},
    {K::sum, reduction},
    {K::reduceMax, reduction},
    {K::reduceMin, reduction},
    {K::reduceProd, reduction},
    {K::reverse, reduction},
    {K::argMax, argReduction},
    {K::argMin, argReduction},
    {K::concatenation, concatenation},
    {K::split, split},
    {K::pack, pack},
    {K::unpack, unpack},
    {K::squeeze, squeeze},
    {K::expandDims, expandDims},
    {K::gather, gather},
    {K::cumSum, cumSum},
    {K::oneHot, oneHot},
};

} // namespace

std::span<const TfliteEntry> tfliteAxes() { return kEntries; }

} // namespace tenbin
