// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/keras/keras_lowering.h"

namespace tenbin {

// The part of KerasLowering for functions of TensorFlow that Keras 2 keeps as layers (TFOpLambda).

namespace {

/// The class of Keras 3 that does the same; empty where there is none.
std::string_view classOf(std::string_view function)
{
    static const std::unordered_map<std::string_view, std::string_view> classes{{"__operators__.add", "Add"},
                                                                                {"math.add", "Add"},
                                                                                {"math.subtract", "Subtract"},
                                                                                {"__operators__.sub", "Subtract"},
                                                                                {"math.multiply", "Multiply"},
                                                                                {"__operators__.mul", "Multiply"},
                                                                                {"math.truediv", "Divide"},
                                                                                {"math.divide", "Divide"},
                                                                                {"__operators__.truediv", "Divide"},
                                                                                {"math.maximum", "Maximum"},
                                                                                {"math.minimum", "Minimum"},
                                                                                {"math.pow", "Power"},
                                                                                {"nn.relu", "Relu"},
                                                                                {"nn.relu6", "Relu6"},
                                                                                {"math.sigmoid", "Sigmoid"},
                                                                                {"nn.sigmoid", "Sigmoid"},
                                                                                {"nn.silu", "Silu"},
                                                                                {"nn.swish", "Silu"},
                                                                                {"math.tanh", "Tanh"},
                                                                                {"nn.tanh", "Tanh"},
                                                                                {"nn.gelu", "Gelu"},
                                                                                {"nn.elu", "Elu"},
                                                                                {"nn.softmax", "Softmax"},
                                                                                {"math.softmax", "Softmax"},
                                                                                {"math.exp", "Exp"},
                                                                                {"math.log", "Log"},
                                                                                {"math.sqrt", "Sqrt"},
                                                                                {"math.rsqrt", "Rsqrt"},
                                                                                {"math.square", "Square"},
                                                                                {"math.abs", "Absolute"},
                                                                                {"math.negative", "Negative"},
                                                                                {"linalg.matmul", "Matmul"},
                                                                                {"identity", "Identity"},
                                                                                {"stop_gradient", "StopGradient"}};
    const auto found = classes.find(function);
    return found == classes.end() ? std::string_view() : found->second;
}

} // namespace

KerasLowering::Lowered KerasLowering::function(const Site& site)
{
    const std::string_view className = classOf(site.config.text("function"));
    if (className.empty())
        return opaque(site);
    KerasLayer layer = site.layer;
    layer.className = className;
    const Site same{layer, layer.config, site.place, site.name, site.inputs, site.operands, site.declared};
    return (this->*table().at(className).handler)(same);
}

} // namespace tenbin
