// SPDX-License-Identifier: GPL-3.0-or-later
#include <unordered_map>

#include "engine/formats/common/first_error.h"
#include "engine/formats/keras/handlers.h"

namespace tenbin {

// Activations, as layers and as parts of others.

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
    if (found == kinds.end())
        return std::nullopt;
    return found->second;
}

/// Keras 3: relu6(x + 3) / 6; before: x / 5 + 0.5 within 0 and 1.
Result<KerasValue> hardSigmoid(KerasLowering& lowering, const KerasSite& site, const KerasValue& x)
{
    if (lowering.version3()) {
        const auto inner = withScalar(lowering, site, K::add, x, 3.0f, Activation::relu6);
        if (inner)
            return withScalar(lowering, site, K::mul, *inner, 1.0f / 6.0f);
        return inner;
    }
    const auto inner = withScalar(lowering, site, K::mul, x, 0.2f);
    if (inner)
        return withScalar(lowering, site, K::add, *inner, 0.5f, Activation::relu0To1);
    return inner;
}

/// x * sigmoid(x), in the two operators TensorFlow Lite takes.
Result<KerasValue> swish(KerasLowering& lowering, const KerasSite& site, const KerasValue& x)
{
    const auto gate = unary(lowering, site, K::logistic, x);
    if (!gate)
        return gate;
    return lowering.emit(site,
                         Operator{.kind = K::mul, .inputs = {x.id, gate->id}, .attributes = ElementwiseAttributes{}},
                         x.layout, x.shape.size());
}

/// ReLU with a slope, an upper end and a threshold.
Result<KerasValue> rectify(KerasLowering& lowering, const KerasSite& site, const KerasConfig& config,
                           const KerasValue& x)
{
    const auto most = config.number("max_value");
    const double slope = config.number("negative_slope").value_or(0),
                 threshold = config.number("threshold").value_or(0);
    if (threshold != 0 || (slope != 0 && most)) {
        const auto kept = lowerSameShape(lowering, site);
        if (!kept)
            return firstError(kept);
        return kept->front();
    }
    if (slope != 0)
        return unary(lowering, site, K::leakyRelu, x, ScalarAttributes{.alpha = static_cast<float>(slope)});
    if (!most)
        return unary(lowering, site, K::relu, x);
    if (*most == 6)
        return unary(lowering, site, K::relu6, x);
    if (*most == 1)
        return unary(lowering, site, K::relu0To1, x);
    return unary(lowering, site, K::clip, x, ScalarAttributes{.lowest = 0.0f, .highest = static_cast<float>(*most)});
}

/// Layers that are an activation, and Activation, which names one.
KerasLowered activationLayer(KerasLowering& lowering, const KerasSite& site)
{
    if (site.layer.className == "Activation")
        return activated(lowering, site, site.inputs.front());
    return one(activate(lowering, site, site.layer.className, site.config, site.inputs.front()));
}

/// One slope an element, or one for all elements along the shared axes.
KerasLowered prelu(KerasLowering& lowering, const KerasSite& site)
{
    const auto x = lowering.asPlain(site.inputs.front());
    if (!x)
        return firstError(x);
    Shape slopes(x->shape.begin() + std::min<std::ptrdiff_t>(1, static_cast<std::ptrdiff_t>(x->shape.size())),
                 x->shape.end());
    for (const std::int64_t axis : site.config.integers("shared_axes")) {
        if (axis < 1 || axis > static_cast<std::int64_t>(slopes.size()))
            return invalid(site, "shared_axes", std::to_string(axis));
        slopes[static_cast<std::size_t>(axis - 1)] = 1;
    }
    const auto alpha = lowering.weight(site, {{"alpha"}, 0}, slopes);
    if (!alpha)
        return firstError(alpha);
    return one(lowering.emit(site, Operator{.kind = K::prelu, .inputs = {x->id, *alpha}}, x->layout, x->shape.size()));
}

constexpr KerasEntry kEntries[] = {
    {"Activation", activationLayer, "its activation"}, {"ReLU", activationLayer, "RELU, RELU6, LEAKY_RELU, CLIP"},
    {"LeakyReLU", activationLayer, "LEAKY_RELU"},      {"ELU", activationLayer, "ELU"},
    {"Softmax", activationLayer, "SOFTMAX"},           {"PReLU", prelu, "PRELU"},
    {"Relu", activationLayer, "its activation"},       {"Relu6", activationLayer, "its activation"},
    {"Sigmoid", activationLayer, "its activation"},    {"Silu", activationLayer, "its activation"},
    {"Tanh", activationLayer, "its activation"},       {"Elu", activationLayer, "its activation"},
    {"Gelu", activationLayer, "its activation"},       {"HardSigmoid", activationLayer, "its activation"},
    {"HardSilu", activationLayer, "its activation"},   {"LeakyRelu", activationLayer, "its activation"},
    {"LogSoftmax", activationLayer, "its activation"}, {"Softplus", activationLayer, "its activation"},
    {"Softsign", activationLayer, "its activation"},   {"Selu", activationLayer, "its activation"},
};

} // namespace

std::span<const KerasEntry> kerasActivations() { return kEntries; }

Result<KerasValue> softmaxAlong(KerasLowering& lowering, const KerasSite& site, const KerasValue& x, std::int64_t axis,
                                OperatorKind kind)
{
    const auto along = axisOf(site, axis, x.shape.size());
    if (!along)
        return firstError(along);
    const int where = draftAxis(x, *along);
    if (where + 1 != static_cast<int>(lowering.tensor(x).shape.size()))
        return unary(lowering, site, kind, x, AxisAttributes{.axes = {where}});
    Attributes attributes;
    if (kind == K::softmax)
        attributes = ScalarAttributes{.alpha = 1.0f};
    return unary(lowering, site, kind, x, std::move(attributes));
}

Result<KerasValue> activate(KerasLowering& lowering, const KerasSite& site, const std::string& activation,
                            const KerasConfig& config, const KerasValue& x)
{
    const std::string name = snakeCase(activation);
    if (name.empty() || name == "linear")
        return x;
    if (name == "relu" || name == "re_lu")
        return rectify(lowering, site, config, x);
    if (name == "softmax" || name == "log_softmax")
        return softmaxAlong(lowering, site, x, config.integer("axis").value_or(-1),
                            name == "softmax" ? K::softmax : K::logSoftmax);
    if (name == "leaky_relu" || name == "leaky_re_lu") {
        // Layers of Keras 2 call it alpha and begin at 0.3; the function begins at 0.2.
        const double otherwise = name == "leaky_relu" ? 0.2 : 0.3;
        const double slope = config.number("negative_slope").value_or(config.number("alpha").value_or(otherwise));
        return unary(lowering, site, K::leakyRelu, x, ScalarAttributes{.alpha = static_cast<float>(slope)});
    }
    if (name == "elu")
        return unary(lowering, site, K::elu, x,
                     ScalarAttributes{.alpha = static_cast<float>(config.number("alpha").value_or(1))});
    if (name == "swish" || name == "silu")
        return swish(lowering, site, x);
    if (name == "hard_sigmoid")
        return hardSigmoid(lowering, site, x);
    if (const auto kind = kindOfActivation(name))
        return unary(lowering, site, *kind, x);
    lowering.draft().remarks.push_back({ImportNote::operatorUnknown, activation});
    Operator op{.kind = K::custom, .name = site.name, .customName = activation, .inputs = {x.id}};
    return lowering.emit(site, std::move(op), x.layout, x.shape.size(), DataType::float32(), lowering.tensor(x).shape);
}

KerasLowered activated(KerasLowering& lowering, const KerasSite& site, Result<KerasValue> value)
{
    const auto* given = site.config.find("activation");
    if (value && given) {
        // A name, a function's description, or a whole layer.
        const KerasConfig object(given);
        std::string name = site.config.text("activation");
        if (name.empty())
            name = object.text("config", object.text("class_name"));
        value = activate(lowering, site, name, object.object("config"), *value);
    }
    return one(value);
}

} // namespace tenbin
