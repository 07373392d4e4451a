// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/formats/draft/constant_values.h"
#include "engine/formats/keras/lowering.h"

namespace tenbin {

// The part of KerasLowering for normalisations.

namespace {

constexpr double kEpsilon = 1e-3; // of Keras, where a layer does not say
constexpr float kLeastDeviation = 1e-7f;

} // namespace

/// Length of the one axis that is normalised; nothing where that is not the last one of the draft's tensor.
std::optional<std::int64_t> KerasLowering::channelsAlong(const Site& site, const KerasValue& x,
                                                         std::int64_t otherwise) const
{
    const Lengths axes = site.config.integers("axis");
    const auto axis = resolveAxis(axes.empty() ? otherwise : axes.front(), x.shape.size());
    const Shape& s = tensor(x).shape;
    if (axes.size() > 1 || !axis || s.empty() || draftAxis(x, *axis) + 1 != static_cast<int>(s.size()))
        return std::nullopt;
    return s.back();
}

/// Inputs of the operator: [x, scale, shift, mean, variance]; epsilon in alpha.
KerasLowering::Lowered KerasLowering::batchNormalization(const Site& site)
{
    KerasValue x = site.inputs.front();
    const Lengths axes = site.config.integers("axis");
    if (axes == Lengths{1} && x.shape.size() > 2 && x.shape.size() < 5) {
        const auto map = asMapOf(x, true);
        if (!map)
            return tl::make_unexpected(map.error());
        x = *map;
    }
    const auto channels = channelsAlong(site, x, -1);
    if (!channels)
        return opaqueSameShape(site);
    Operator op{.kind = OperatorKind::batchNormalization, .inputs = {x.id}};
    std::size_t position = 0;
    const auto vector = static_cast<std::size_t>(*channels);
    using Optional = std::tuple<const char*, const char*, float>;
    for (const auto& [flag, name, otherwise] : {Optional{"scale", "gamma", 1.0f}, Optional{"center", "beta", 0.0f}}) {
        if (!site.config.flag(flag, true)) {
            op.inputs.push_back(addFloats(site.name + "/" + name, {*channels}, std::vector<float>(vector, otherwise)));
            continue;
        }
        const auto id = weight(site, {{name}, position++}, {*channels});
        if (!id)
            return tl::make_unexpected(id.error());
        op.inputs.push_back(*id);
    }
    for (const char* name : {"moving_mean", "moving_variance"}) {
        const auto id = weight(site, {{name}, position++}, {*channels});
        if (!id)
            return tl::make_unexpected(id.error());
        op.inputs.push_back(*id);
    }
    op.attributes = ScalarAttributes{.alpha = static_cast<float>(site.config.number("epsilon").value_or(kEpsilon))};
    const auto value = emit(site, std::move(op), x.layout, x.shape.size());
    if (!value)
        return tl::make_unexpected(value.error());
    return Values{*value};
}

/// Inputs of the operator: [x, scale, shift]; the axis is the last one.
KerasLowering::Lowered KerasLowering::layerNormalization(const Site& site)
{
    const auto x = asPlain(site.inputs.front());
    if (!x)
        return tl::make_unexpected(x.error());
    const auto channels = channelsAlong(site, *x, -1);
    if (!channels)
        return opaqueSameShape(site);
    Operator op{.kind = OperatorKind::layerNormalization, .inputs = {x->id}};
    std::size_t position = 0;
    using Optional = std::pair<const char*, const char*>;
    for (const auto& [flag, name] : {Optional{"scale", "gamma"}, Optional{"center", "beta"}}) {
        if (!site.config.flag(flag, true))
            continue;
        const auto id = weight(site, {{name}, position++}, {*channels});
        if (!id)
            return tl::make_unexpected(id.error());
        op.inputs.push_back(*id);
    }
    op.attributes = AxisAttributes{.axes = {static_cast<int>(x->shape.size()) - 1}};
    const auto value = emit(site, std::move(op), KerasLayout::plain, x->shape.size());
    if (!value)
        return tl::make_unexpected(value.error());
    return Values{*value};
}

/// (x - mean) / deviation with values of the training data, as a subtraction and a product.
KerasLowering::Lowered KerasLowering::featureNormalization(const Site& site)
{
    KerasValue x = site.inputs.front();
    const bool single = site.config.integers("axis").empty(); // one mean of all elements
    const auto channels = single ? std::optional<std::int64_t>(1) : channelsAlong(site, x, -1);
    if (!channels)
        return opaqueSameShape(site);
    const Shape shape = single ? Shape{} : Shape{*channels};
    std::vector<std::optional<std::vector<float>>> given;
    for (const auto& [name, position] : {std::pair{"mean", 0u}, std::pair{"variance", 1u}}) {
        given.emplace_back(site.config.numbers(name));
        if (!given.back()->empty())
            continue;
        const auto id = weight(site, {{name}, position}, shape);
        if (!id)
            return tl::make_unexpected(id.error());
        given.back() = floatValues(m_draft.tensor(*id));
    }
    if (given[1])
        for (float& value : *given[1])
            value = 1.0f / std::max(std::sqrt(value), kLeastDeviation);
    using Step = std::pair<const char*, OperatorKind>;
    for (const auto& [name, kind] : {Step{"mean", OperatorKind::sub}, Step{"deviation", OperatorKind::mul}}) {
        const auto& values = given[kind == OperatorKind::sub ? 0 : 1];
        const bool fits = values && values->size() == static_cast<std::size_t>(*channels);
        const std::string constant = site.name + "/" + name;
        const TensorId id = fits ? addFloats(constant, shape, *values) : addWeight(nullptr, constant, shape);
        Operator op{.kind = kind, .inputs = {x.id, id}, .attributes = ElementwiseAttributes{}};
        const auto next = emit(site, std::move(op), x.layout, x.shape.size());
        if (!next)
            return tl::make_unexpected(next.error());
        x = *next;
    }
    return Values{x};
}

/// One factor a channel (ConvNeXt).
KerasLowering::Lowered KerasLowering::layerScale(const Site& site)
{
    const KerasValue& x = site.inputs.front();
    const auto channels = channelsAlong(site, x, -1);
    if (!channels)
        return opaqueSameShape(site);
    const auto factors = weight(site, {{"gamma"}, 0}, {*channels});
    if (!factors)
        return tl::make_unexpected(factors.error());
    Operator op{.kind = OperatorKind::mul, .inputs = {x.id, *factors}, .attributes = ElementwiseAttributes{}};
    const auto value = emit(site, std::move(op), x.layout, x.shape.size());
    if (!value)
        return tl::make_unexpected(value.error());
    return Values{*value};
}

} // namespace tenbin
