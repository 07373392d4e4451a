// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/formats/common/first_error.h"
#include "engine/formats/draft/constant_values.h"
#include "engine/formats/keras/handlers.h"

namespace tenbin {

// Normalisations.

namespace {

constexpr double kEpsilon = 1e-3; // of Keras, where a layer does not say
constexpr float kLeastDeviation = 1e-7f;

/// Length of the one axis that is normalised; nothing where that is not the last one of the draft's tensor.
std::optional<std::int64_t> channelsAlong(const KerasLowering& lowering, const KerasSite& site, const KerasValue& x,
                                          std::int64_t otherwise)
{
    const std::vector<std::int64_t> axes = site.config.integers("axis");
    const auto axis = resolveAxis(axes.empty() ? otherwise : axes.front(), x.shape.size());
    const Shape& s = lowering.tensor(x).shape;
    if (axes.size() > 1 || !axis || s.empty() || draftAxis(x, *axis) + 1 != static_cast<int>(s.size()))
        return std::nullopt;
    return s.back();
}

/// Inputs of the operator: [x, scale, shift, mean, variance]; epsilon in alpha.
KerasLowered batchNormalization(KerasLowering& lowering, const KerasSite& site)
{
    KerasValue x = site.inputs.front();
    const std::vector<std::int64_t> axes = site.config.integers("axis");
    if (axes == std::vector<std::int64_t>{1} && x.shape.size() > 2 && x.shape.size() < 5) {
        const auto map = lowering.asMapOf(x, true);
        if (!map)
            return firstError(map);
        x = *map;
    }
    const auto channels = channelsAlong(lowering, site, x, -1);
    if (!channels)
        return lowerSameShape(lowering, site);
    Operator op{.kind = OperatorKind::batchNormalization, .inputs = {x.id}};
    std::size_t position = 0;
    const auto vector = static_cast<std::size_t>(*channels);
    using Optional = std::tuple<const char*, const char*, float>;
    for (const auto& [flag, name, otherwise] : {Optional{"scale", "gamma", 1.0f}, Optional{"center", "beta", 0.0f}}) {
        if (!site.config.flag(flag, true)) {
            op.inputs.push_back(
                lowering.addFloats(site.name + "/" + name, {*channels}, std::vector<float>(vector, otherwise)));
            continue;
        }
        const auto id = lowering.weight(site, {{name}, position++}, {*channels});
        if (!id)
            return firstError(id);
        op.inputs.push_back(*id);
    }
    for (const char* name : {"moving_mean", "moving_variance"}) {
        const auto id = lowering.weight(site, {{name}, position++}, {*channels});
        if (!id)
            return firstError(id);
        op.inputs.push_back(*id);
    }
    op.attributes = ScalarAttributes{.alpha = static_cast<float>(site.config.number("epsilon").value_or(kEpsilon))};
    return one(lowering.emit(site, std::move(op), x.layout, x.shape.size()));
}

/// Inputs of the operator: [x, scale, shift]; the axis is the last one.
KerasLowered layerNormalization(KerasLowering& lowering, const KerasSite& site)
{
    const auto x = lowering.asPlain(site.inputs.front());
    if (!x)
        return firstError(x);
    const auto channels = channelsAlong(lowering, site, *x, -1);
    if (!channels)
        return lowerSameShape(lowering, site);
    Operator op{.kind = OperatorKind::layerNormalization, .inputs = {x->id}};
    std::size_t position = 0;
    using Optional = std::pair<const char*, const char*>;
    for (const auto& [flag, name] : {Optional{"scale", "gamma"}, Optional{"center", "beta"}}) {
        if (!site.config.flag(flag, true))
            continue;
        const auto id = lowering.weight(site, {{name}, position++}, {*channels});
        if (!id)
            return firstError(id);
        op.inputs.push_back(*id);
    }
    op.attributes = AxisAttributes{.axes = {static_cast<int>(x->shape.size()) - 1}};
    return one(lowering.emit(site, std::move(op), KerasLayout::plain, x->shape.size()));
}

/// (x - mean) / deviation with values of the training data, as a subtraction and a product.
KerasLowered featureNormalization(KerasLowering& lowering, const KerasSite& site)
{
    KerasValue x = site.inputs.front();
    const bool single = site.config.integers("axis").empty(); // one mean of all elements
    const auto channels = single ? std::optional<std::int64_t>(1) : channelsAlong(lowering, site, x, -1);
    if (!channels)
        return lowerSameShape(lowering, site);
    const Shape shape = single ? Shape{} : Shape{*channels};
    std::vector<std::optional<std::vector<float>>> given;
    for (const auto& [name, position] : {std::pair{"mean", 0u}, std::pair{"variance", 1u}}) {
        given.emplace_back(site.config.numbers(name));
        if (!given.back()->empty())
            continue;
        const auto id = lowering.weight(site, {{name}, position}, shape);
        if (!id)
            return firstError(id);
        given.back() = floatValues(lowering.draft().tensor(*id));
    }
    if (given[1])
        for (float& value : *given[1])
            value = 1.0f / std::max(std::sqrt(value), kLeastDeviation);
    using Step = std::pair<const char*, OperatorKind>;
    for (const auto& [name, kind] : {Step{"mean", OperatorKind::sub}, Step{"deviation", OperatorKind::mul}}) {
        const auto& values = given[kind == OperatorKind::sub ? 0 : 1];
        const bool fits = values && values->size() == static_cast<std::size_t>(*channels);
        const std::string constant = site.name + "/" + name;
        const TensorId id =
            fits ? lowering.addFloats(constant, shape, *values) : lowering.addWeight(nullptr, constant, shape);
        Operator op{.kind = kind, .inputs = {x.id, id}, .attributes = ElementwiseAttributes{}};
        const auto next = lowering.emit(site, std::move(op), x.layout, x.shape.size());
        if (!next)
            return firstError(next);
        x = *next;
    }
    return KerasValues{x};
}

/// One factor a channel (ConvNeXt).
KerasLowered layerScale(KerasLowering& lowering, const KerasSite& site)
{
    const KerasValue& x = site.inputs.front();
    const auto channels = channelsAlong(lowering, site, x, -1);
    if (!channels)
        return lowerSameShape(lowering, site);
    const auto factors = lowering.weight(site, {{"gamma"}, 0}, {*channels});
    if (!factors)
        return firstError(factors);
    Operator op{.kind = OperatorKind::mul, .inputs = {x.id, *factors}, .attributes = ElementwiseAttributes{}};
    return one(lowering.emit(site, std::move(op), x.layout, x.shape.size()));
}

constexpr KerasEntry kEntries[] = {
    {"BatchNormalization", batchNormalization, "part of the layer before it, else MUL, ADD"},
    {"LayerNormalization", layerNormalization, "LAYER_NORMALIZATION"},
    {"Normalization", featureNormalization, "SUB, MUL"},
    {"LayerScale", layerScale, "MUL"},
};

} // namespace

std::span<const KerasEntry> kerasNormalizations() { return kEntries; }

} // namespace tenbin
