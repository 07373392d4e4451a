// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "engine/formats/keras/lowering.h"

namespace tenbin {

// The part of KerasLowering for activations and element-wise layers.

namespace {

using K = OperatorKind;

/// Activations that are one operator.
std::optional<OperatorKind> kindOfActivation(std::string_view name)
{
    static const std::unordered_map<std::string_view, OperatorKind> kinds{
        {"relu", K::relu},       {"relu6", K::relu6}, {"sigmoid", K::logistic},     {"tanh", K::tanh},
        {"elu", K::elu},         {"gelu", K::gelu},   {"hard_swish", K::hardSwish}, {"hard_silu", K::hardSwish},
        {"exponential", K::exp}, {"exp", K::exp}};
    const auto found = kinds.find(name);
    return found == kinds.end() ? std::nullopt : std::optional(found->second);
}

} // namespace

KerasLowering::Table KerasLowering::elementwiseEntries()
{
    using L = KerasLowering;
    Table entries{{"Activation", {&L::activationLayer, "its activation"}},
                  {"ReLU", {&L::activationLayer, "RELU, RELU6, LEAKY_RELU, CLIP"}},
                  {"LeakyReLU", {&L::activationLayer, "LEAKY_RELU"}},
                  {"ELU", {&L::activationLayer, "ELU"}},
                  {"Softmax", {&L::activationLayer, "SOFTMAX"}},
                  {"PReLU", {&L::prelu, "PRELU"}},
                  {"Add", {&L::merge, "ADD", K::add}},
                  {"Subtract", {&L::merge, "SUB", K::sub}},
                  {"Multiply", {&L::merge, "MUL", K::mul}},
                  {"Maximum", {&L::merge, "MAXIMUM", K::maximum}},
                  {"Minimum", {&L::merge, "MINIMUM", K::minimum}},
                  {"Divide", {&L::merge, "DIV", K::div}},
                  {"TrueDivide", {&L::merge, "DIV", K::div}},
                  {"Power", {&L::merge, "POW", K::pow}},
                  {"Average", {&L::average, "ADD, MUL"}},
                  {"Concatenate", {&L::concatenate, "CONCATENATION"}},
                  {"TFOpLambda",
                   {&L::function, "the operator of its function, where that is arithmetic, a reduction or a reshape"}},
                  {"Dot", {&L::dot, "BATCH_MATMUL"}},
                  {"Matmul", {&L::dot, "BATCH_MATMUL"}},
                  {"Rescaling", {&L::rescaling, "MUL, ADD"}},
                  {"Mean", {&L::reduction, "MEAN", K::mean}},
                  {"Max", {&L::reduction, "REDUCE_MAX", K::reduceMax}},
                  {"Sum", {&L::reduction, "SUM", K::sum}}};
    for (const char* name : {"Relu", "Relu6", "Sigmoid", "Silu", "Tanh", "Elu", "Gelu", "HardSigmoid", "HardSilu",
                             "LeakyRelu", "LogSoftmax", "Softplus", "Softsign", "Selu"})
        entries.push_back({name, {&L::activationLayer, "its activation"}});
    using Unary = std::tuple<const char*, std::string_view, OperatorKind>;
    for (const auto& [name, becomes, kind] :
         {Unary{"Exp", "EXP", K::exp}, Unary{"Log", "LOG", K::log}, Unary{"Sqrt", "SQRT", K::sqrt},
          Unary{"Rsqrt", "RSQRT", K::rsqrt}, Unary{"Square", "SQUARE", K::square}, Unary{"Absolute", "ABS", K::abs},
          Unary{"Negative", "NEG", K::neg}, Unary{"UnitNormalization", "L2_NORMALIZATION", K::l2Normalization}})
        entries.push_back({name, {&L::plainUnary, becomes, kind}});
    for (const char* name : {"Dropout", "SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D", "AlphaDropout",
                             "GaussianDropout", "GaussianNoise", "ActivityRegularization", "Identity", "RandomFlip",
                             "RandomRotation", "RandomZoom", "RandomContrast", "RandomTranslation", "RandomBrightness",
                             "StopGradient", "StochasticDepth", "QuantizeLayer"})
        entries.push_back({name, {&L::alias, "nothing"}});
    return entries;
}

Result<KerasValue> KerasLowering::unary(const Site& site, OperatorKind kind, const KerasValue& x, Attributes attributes)
{
    return emit(site, Operator{.kind = kind, .inputs = {x.id}, .attributes = std::move(attributes)}, x.layout,
                x.shape.size());
}

Result<KerasValue> KerasLowering::withScalar(const Site& site, OperatorKind kind, const KerasValue& x, float scalar,
                                             Activation activation)
{
    const TensorId constant = addFloats(fmt::format("{}/{}", site.name, scalar), {}, {scalar});
    return emit(site,
                Operator{.kind = kind, .inputs = {x.id, constant}, .attributes = ElementwiseAttributes{activation}},
                x.layout, x.shape.size());
}

/// Keras 3: relu6(x + 3) / 6; before: x / 5 + 0.5 within 0 and 1.
Result<KerasValue> KerasLowering::hardSigmoid(const Site& site, const KerasValue& x)
{
    const bool three = m_file.version3;
    const auto first = three ? withScalar(site, K::add, x, 3.0f, Activation::relu6) : withScalar(site, K::mul, x, 0.2f);
    if (!first)
        return first;
    return three ? withScalar(site, K::mul, *first, 1.0f / 6.0f)
                 : withScalar(site, K::add, *first, 0.5f, Activation::relu0To1);
}

/// x * sigmoid(x), in the two operators TensorFlow Lite takes.
Result<KerasValue> KerasLowering::swish(const Site& site, const KerasValue& x)
{
    const auto gate = unary(site, K::logistic, x);
    if (!gate)
        return gate;
    return emit(site, Operator{.kind = K::mul, .inputs = {x.id, gate->id}, .attributes = ElementwiseAttributes{}},
                x.layout, x.shape.size());
}

/// ReLU with a slope, an upper end and a threshold.
Result<KerasValue> KerasLowering::rectify(const Site& site, const KerasConfig& config, const KerasValue& x)
{
    const auto most = config.number("max_value");
    const double slope = config.number("negative_slope").value_or(0),
                 threshold = config.number("threshold").value_or(0);
    if (threshold != 0 || (slope != 0 && most)) {
        const auto kept = opaqueSameShape(site);
        return kept ? Result<KerasValue>(kept->front()) : tl::make_unexpected(kept.error());
    }
    if (slope != 0)
        return unary(site, K::leakyRelu, x, ScalarAttributes{.alpha = static_cast<float>(slope)});
    if (!most)
        return unary(site, K::relu, x);
    if (*most == 6)
        return unary(site, K::relu6, x);
    if (*most == 1)
        return unary(site, K::relu0To1, x);
    return unary(site, K::clip, x, ScalarAttributes{.lowest = 0.0f, .highest = static_cast<float>(*most)});
}

Result<KerasValue> KerasLowering::softmaxAlong(const Site& site, const KerasValue& x, std::int64_t axis,
                                               OperatorKind kind)
{
    const auto along = axisOf(site, axis, x.shape.size());
    if (!along)
        return tl::make_unexpected(along.error());
    const int where = draftAxis(x, *along);
    if (where + 1 != static_cast<int>(tensor(x).shape.size()))
        return unary(site, kind, x, AxisAttributes{.axes = {where}});
    return unary(site, kind, x, kind == K::softmax ? Attributes(ScalarAttributes{.alpha = 1.0f}) : Attributes());
}

/// An activation by its name, in the spelling of functions or of layers.
Result<KerasValue> KerasLowering::activate(const Site& site, const std::string& activation, const KerasConfig& config,
                                           const KerasValue& x)
{
    const std::string name = snakeCase(activation);
    if (name.empty() || name == "linear")
        return x;
    if (name == "relu" || name == "re_lu")
        return rectify(site, config, x);
    if (name == "softmax" || name == "log_softmax")
        return softmaxAlong(site, x, config.integer("axis").value_or(-1),
                            name == "softmax" ? K::softmax : K::logSoftmax);
    if (name == "leaky_relu" || name == "leaky_re_lu") {
        // Layers of Keras 2 call it alpha and begin at 0.3; the function begins at 0.2.
        const double otherwise = name == "leaky_relu" ? 0.2 : 0.3;
        const double slope = config.number("negative_slope").value_or(config.number("alpha").value_or(otherwise));
        return unary(site, K::leakyRelu, x, ScalarAttributes{.alpha = static_cast<float>(slope)});
    }
    if (name == "elu")
        return unary(site, K::elu, x,
                     ScalarAttributes{.alpha = static_cast<float>(config.number("alpha").value_or(1))});
    if (name == "swish" || name == "silu")
        return swish(site, x);
    if (name == "hard_sigmoid")
        return hardSigmoid(site, x);
    if (const auto kind = kindOfActivation(name))
        return unary(site, *kind, x);
    m_draft.remarks.push_back({ImportNote::operatorUnknown, activation});
    Operator op{.kind = K::custom, .name = site.name, .customName = activation, .inputs = {x.id}};
    return emit(site, std::move(op), x.layout, x.shape.size(), DataType::float32(), tensor(x).shape);
}

/// Layers that are an activation, and Activation, which names one.
KerasLowering::Lowered KerasLowering::activationLayer(const Site& site)
{
    if (site.layer.className == "Activation")
        return activated(site, site.inputs.front());
    const auto value = activate(site, site.layer.className, site.config, site.inputs.front());
    if (!value)
        return tl::make_unexpected(value.error());
    return Values{*value};
}

KerasLowering::Lowered KerasLowering::plainUnary(const Site& site)
{
    const auto value = unary(site, kindOf(site), site.inputs.front());
    if (!value)
        return tl::make_unexpected(value.error());
    return Values{*value};
}

/// What does nothing in inference.
KerasLowering::Lowered KerasLowering::alias(const Site& site) { return Values{site.inputs.front()}; }

/// One slope an element, or one for all elements along the shared axes.
KerasLowering::Lowered KerasLowering::prelu(const Site& site)
{
    const auto x = asPlain(site.inputs.front());
    if (!x)
        return tl::make_unexpected(x.error());
    Shape slopes(x->shape.begin() + std::min<std::ptrdiff_t>(1, static_cast<std::ptrdiff_t>(x->shape.size())),
                 x->shape.end());
    for (const std::int64_t axis : site.config.integers("shared_axes")) {
        if (axis < 1 || axis > static_cast<std::int64_t>(slopes.size()))
            return invalid(site, "shared_axes", std::to_string(axis));
        slopes[static_cast<std::size_t>(axis - 1)] = 1;
    }
    const auto alpha = weight(site, {{"alpha"}, 0}, slopes);
    if (!alpha)
        return tl::make_unexpected(alpha.error());
    const auto value = emit(site, Operator{.kind = K::prelu, .inputs = {x->id, *alpha}}, x->layout, x->shape.size());
    if (!value)
        return tl::make_unexpected(value.error());
    return Values{*value};
}

/// Tensors and numbers that an operation is given, in order.
Result<KerasLowering::Values> KerasLowering::operandsOf(const Site& site)
{
    if (!site.operands)
        return site.inputs;
    Values values;
    std::size_t next = 0;
    for (const KerasOperand& operand : *site.operands) {
        if (operand.tensor) {
            values.push_back(site.inputs[next++]);
            continue;
        }
        if (!operand.keyword.empty() && operand.keyword != "y" && operand.keyword != "x2")
            continue; // an axis, not an operand
        const auto number = static_cast<float>(operand.number);
        values.push_back({addFloats(fmt::format("{}/{}", site.name, number), {}, {number}), KerasLayout::plain, {}});
    }
    return values;
}

/// All in one layout in which they broadcast as they do in Keras.
Result<KerasLowering::Values> KerasLowering::aligned(Values values)
{
    const KerasValue& first = values.front();
    const bool alike = std::all_of(values.begin(), values.end(), [&](const KerasValue& x) {
        return x.shape.empty() || (x.layout == first.layout && x.shape.size() == first.shape.size());
    });
    if (alike && !first.shape.empty())
        return values;
    for (KerasValue& value : values) {
        const auto plain = asPlain(value);
        if (!plain)
            return tl::make_unexpected(plain.error());
        value = *plain;
    }
    return values;
}

/// One operator for each pair, from the left.
KerasLowering::Lowered KerasLowering::merge(const Site& site)
{
    auto values = operandsOf(site);
    if (values && values->size() > 1)
        values = aligned(*values);
    if (!values)
        return tl::make_unexpected(values.error());
    KerasValue result = values->front();
    for (std::size_t i = 1; i < values->size(); ++i) {
        const KerasValue& other = (*values)[i];
        Operator op{.kind = kindOf(site), .inputs = {result.id, other.id}, .attributes = ElementwiseAttributes{}};
        const std::size_t rank = std::max(result.shape.size(), other.shape.size());
        const auto next = emit(site, std::move(op), result.layout, rank);
        if (!next)
            return tl::make_unexpected(next.error());
        result = *next;
    }
    return Values{result};
}

KerasLowering::Lowered KerasLowering::average(const Site& site)
{
    auto values = aligned(site.inputs);
    if (!values)
        return tl::make_unexpected(values.error());
    KerasValue sum = values->front();
    for (std::size_t i = 1; i < values->size(); ++i) {
        Operator op{.kind = K::add, .inputs = {sum.id, (*values)[i].id}, .attributes = ElementwiseAttributes{}};
        const auto next = emit(site, std::move(op), sum.layout, sum.shape.size());
        if (!next)
            return tl::make_unexpected(next.error());
        sum = *next;
    }
    const auto mean = withScalar(site, K::mul, sum, 1.0f / static_cast<float>(values->size()));
    if (!mean)
        return tl::make_unexpected(mean.error());
    return Values{*mean};
}

KerasLowering::Lowered KerasLowering::concatenate(const Site& site)
{
    const auto values = aligned(site.inputs);
    if (!values)
        return tl::make_unexpected(values.error());
    const KerasValue& first = values->front();
    const auto axis = axisOf(site, site.config.integer("axis").value_or(-1), first.shape.size());
    if (!axis)
        return tl::make_unexpected(axis.error());
    Operator op{.kind = K::concatenation};
    for (const KerasValue& value : *values)
        op.inputs.push_back(value.id);
    op.attributes = AxisAttributes{.axes = {draftAxis(first, *axis)}};
    const auto value = emit(site, std::move(op), first.layout, first.shape.size(), tensor(first).type);
    if (!value)
        return tl::make_unexpected(value.error());
    return Values{*value};
}

/// scale * x + offset; an image of bytes becomes a map of floats first.
KerasLowering::Lowered KerasLowering::rescaling(const Site& site)
{
    KerasValue x = site.inputs.front();
    if (!tensor(x).type.isFloat()) {
        const auto cast = unary(site, K::cast, x);
        if (!cast)
            return tl::make_unexpected(cast.error());
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
        const TensorId constant = addFloats(fmt::format("{}/{}", site.name, key), shape, values);
        Operator op{.kind = kind, .inputs = {x.id, constant}, .attributes = ElementwiseAttributes{}};
        const auto next = emit(site, std::move(op), x.layout, x.shape.size());
        if (!next)
            return tl::make_unexpected(next.error());
        x = *next;
    }
    return Values{x};
}

KerasLowering::Lowered KerasLowering::reduction(const Site& site)
{
    const auto x = asPlain(site.inputs.front());
    if (!x)
        return tl::make_unexpected(x.error());
    AxisAttributes attributes{.axes = {}, .keepDims = site.config.flag("keepdims", false)};
    for (const std::int64_t given : site.config.integers("axis")) {
        const auto axis = axisOf(site, given, x->shape.size());
        if (!axis)
            return tl::make_unexpected(axis.error());
        attributes.axes.push_back(*axis);
    }
    Operator op{.kind = kindOf(site), .inputs = {x->id}, .attributes = std::move(attributes)};
    const auto value = emit(site, std::move(op), KerasLayout::plain, x->shape.size(), tensor(*x).type);
    if (!value)
        return tl::make_unexpected(value.error());
    return Values{*value};
}

} // namespace tenbin
