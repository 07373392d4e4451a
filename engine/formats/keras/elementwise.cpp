// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "engine/formats/common/first_error.h"
#include "engine/formats/keras/handlers.h"

namespace tenbin {

// Element-wise layers.

namespace {

using K = OperatorKind;

KerasLowered plainUnary(KerasLowering& lowering, const KerasSite& site)
{
    return one(unary(lowering, site, kindOf(site), site.inputs.front()));
}

/// What does nothing in inference.
KerasLowered alias(KerasLowering& /*lowering*/, const KerasSite& site) { return KerasValues{site.inputs.front()}; }

/// Tensors and numbers that an operation is given, in order.
Result<KerasValues> operandsOf(KerasLowering& lowering, const KerasSite& site)
{
    if (!site.operands)
        return site.inputs;
    KerasValues values;
    std::size_t next = 0;
    for (const KerasOperand& operand : *site.operands) {
        if (operand.tensor) {
            values.push_back(site.inputs[next++]);
            continue;
        }
        if (!operand.keyword.empty() && operand.keyword != "y" && operand.keyword != "x2")
            continue; // an axis, not an operand
        const auto number = static_cast<float>(operand.number);
        values.push_back(
            {lowering.addFloats(fmt::format("{}/{}", site.name, number), {}, {number}), KerasLayout::plain, {}});
    }
    return values;
}

/// All in one layout in which they broadcast as they do in Keras.
Result<KerasValues> aligned(KerasLowering& lowering, KerasValues values)
{
    const KerasValue& first = values.front();
    const bool alike = std::all_of(values.begin(), values.end(), [&](const KerasValue& x) {
        return x.shape.empty() || (x.layout == first.layout && x.shape.size() == first.shape.size());
    });
    if (alike && !first.shape.empty())
        return values;
    for (KerasValue& value : values) {
        const auto plain = lowering.asPlain(value);
        if (!plain)
            return firstError(plain);
        value = *plain;
    }
    return values;
}

/// One operator for each pair, from the left.
KerasLowered merge(KerasLowering& lowering, const KerasSite& site)
{
    auto values = operandsOf(lowering, site);
    if (values && values->size() > 1)
        values = aligned(lowering, *values);
    if (!values)
        return firstError(values);
    KerasValue result = values->front();
    for (std::size_t i = 1; i < values->size(); ++i) {
        const KerasValue& other = (*values)[i];
        Operator op{.kind = kindOf(site), .inputs = {result.id, other.id}, .attributes = ElementwiseAttributes{}};
        const std::size_t rank = std::max(result.shape.size(), other.shape.size());
        const auto next = lowering.emit(site, std::move(op), result.layout, rank);
        if (!next)
            return firstError(next);
        result = *next;
    }
    return KerasValues{result};
}

KerasLowered average(KerasLowering& lowering, const KerasSite& site)
{
    auto values = aligned(lowering, site.inputs);
    if (!values)
        return firstError(values);
    KerasValue sum = values->front();
    for (std::size_t i = 1; i < values->size(); ++i) {
        Operator op{.kind = K::add, .inputs = {sum.id, (*values)[i].id}, .attributes = ElementwiseAttributes{}};
        const auto next = lowering.emit(site, std::move(op), sum.layout, sum.shape.size());
        if (!next)
            return firstError(next);
        sum = *next;
    }
    const auto mean = withScalar(lowering, site, K::mul, sum, 1.0f / static_cast<float>(values->size()));
    return one(mean);
}

KerasLowered concatenate(KerasLowering& lowering, const KerasSite& site)
{
    const auto values = aligned(lowering, site.inputs);
    if (!values)
        return firstError(values);
    const KerasValue& first = values->front();
    const auto axis = axisOf(site, site.config.integer("axis").value_or(-1), first.shape.size());
    if (!axis)
        return firstError(axis);
    Operator op{.kind = K::concatenation};
    for (const KerasValue& value : *values)
        op.inputs.push_back(value.id);
    op.attributes = AxisAttributes{.axes = {draftAxis(first, *axis)}};
    return one(lowering.emit(site, std::move(op), first.layout, first.shape.size(), lowering.tensor(first).type));
}

/// scale * x + offset; an image of bytes becomes a map of floats first.
KerasLowered rescaling(KerasLowering& lowering, const KerasSite& site)
{
    KerasValue x = site.inputs.front();
    if (!lowering.tensor(x).type.isFloat()) {
        const auto cast = unary(lowering, site, K::cast, x);
        if (!cast)
            return firstError(cast);
        x = *cast;
    }
    using Step = std::pair<const char*, OperatorKind>;
    for (const auto& [key, kind] : {Step{"scale", K::mul}, Step{"offset", K::add}}) {
        const auto values = site.config.numbers(key);
        const bool nothing = std::all_of(values.begin(), values.end(),
                                         [&, k = kind](float v) { return v == (k == K::mul ? 1.0f : 0.0f); });
        if (nothing)
            continue;
        const auto count = static_cast<std::int64_t>(values.size());
        const Shape shape = count == 1 ? Shape{} : Shape{count};
        const TensorId constant = lowering.addFloats(fmt::format("{}/{}", site.name, key), shape, values);
        Operator op{.kind = kind, .inputs = {x.id, constant}, .attributes = ElementwiseAttributes{}};
        const auto next = lowering.emit(site, std::move(op), x.layout, x.shape.size());
        if (!next)
            return firstError(next);
        x = *next;
    }
    return KerasValues{x};
}

KerasLowered reduction(KerasLowering& lowering, const KerasSite& site)
{
    const auto x = lowering.asPlain(site.inputs.front());
    if (!x)
        return firstError(x);
    AxisAttributes attributes{.axes = {}, .keepDims = site.config.flag("keepdims", false)};
    for (const std::int64_t given : site.config.integers("axis")) {
        const auto axis = axisOf(site, given, x->shape.size());
        if (!axis)
            return firstError(axis);
        attributes.axes.push_back(*axis);
    }
    Operator op{.kind = kindOf(site), .inputs = {x->id}, .attributes = std::move(attributes)};
    return one(lowering.emit(site, std::move(op), KerasLayout::plain, x->shape.size(), lowering.tensor(*x).type));
}

constexpr KerasEntry kEntries[] = {
    {"Add", merge, "ADD", K::add},
    {"Subtract", merge, "SUB", K::sub},
    {"Multiply", merge, "MUL", K::mul},
    {"Maximum", merge, "MAXIMUM", K::maximum},
    {"Minimum", merge, "MINIMUM", K::minimum},
    {"Divide", merge, "DIV", K::div},
    {"TrueDivide", merge, "DIV", K::div},
    {"Power", merge, "POW", K::pow},
    {"Average", average, "ADD, MUL"},
    {"Concatenate", concatenate, "CONCATENATION"},
    {"Rescaling", rescaling, "MUL, ADD"},
    {"Mean", reduction, "MEAN", K::mean},
    {"Max", reduction, "REDUCE_MAX", K::reduceMax},
    {"Sum", reduction, "SUM", K::sum},
    {"Exp", plainUnary, "EXP", K::exp},
    {"Log", plainUnary, "LOG", K::log},
    {"Sqrt", plainUnary, "SQRT", K::sqrt},
    {"Rsqrt", plainUnary, "RSQRT", K::rsqrt},
    {"Square", plainUnary, "SQUARE", K::square},
    {"Absolute", plainUnary, "ABS", K::abs},
    {"Negative", plainUnary, "NEG", K::neg},
    {"UnitNormalization", plainUnary, "L2_NORMALIZATION", K::l2Normalization},
    {"Dropout", alias, "nothing"},
    {"SpatialDropout1D", alias, "nothing"},
    {"SpatialDropout2D", alias, "nothing"},
    {"SpatialDropout3D", alias, "nothing"},
    {"AlphaDropout", alias, "nothing"},
    {"GaussianDropout", alias, "nothing"},
    {"GaussianNoise", alias, "nothing"},
    {"ActivityRegularization", alias, "nothing"},
    {"Identity", alias, "nothing"},
    {"RandomFlip", alias, "nothing"},
    {"RandomRotation", alias, "nothing"},
    {"RandomZoom", alias, "nothing"},
    {"RandomContrast", alias, "nothing"},
    {"RandomTranslation", alias, "nothing"},
    {"RandomBrightness", alias, "nothing"},
    {"StopGradient", alias, "nothing"},
    {"StochasticDepth", alias, "nothing"},
    {"QuantizeLayer", alias, "nothing"},
};

} // namespace

std::span<const KerasEntry> kerasElementwise() { return kEntries; }

Result<KerasValue> unary(KerasLowering& lowering, const KerasSite& site, OperatorKind kind, const KerasValue& x,
                         Attributes attributes)
{
    return lowering.emit(site, Operator{.kind = kind, .inputs = {x.id}, .attributes = std::move(attributes)}, x.layout,
                         x.shape.size());
}

Result<KerasValue> withScalar(KerasLowering& lowering, const KerasSite& site, OperatorKind kind, const KerasValue& x,
                              float scalar, Activation activation)
{
    const TensorId constant = lowering.addFloats(fmt::format("{}/{}", site.name, scalar), {}, {scalar});
    return lowering.emit(
        site, Operator{.kind = kind, .inputs = {x.id, constant}, .attributes = ElementwiseAttributes{activation}},
        x.layout, x.shape.size());
}

} // namespace tenbin
