// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/keras/handlers.h"

#include <algorithm>
#include <functional>

namespace tenbin {

// Functions of TensorFlow that Keras 2 keeps as layers (TFOpLambda).

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
                                                                                {"cast", "Identity"},
                                                                                {"math.reduce_mean", "Mean"},
                                                                                {"math.reduce_max", "Max"},
                                                                                {"math.reduce_sum", "Sum"},
                                                                                {"concat", "Concatenate"},
                                                                                {"reshape", "Reshape"},
                                                                                {"stop_gradient", "StopGradient"}};
    const auto found = classes.find(function);
    if (found == classes.end())
        return std::string_view();
    return found->second;
}

/// The arguments by keyword as the configuration that the class has: an axis, whether it stays, a shape.
nlohmann::json configOf(const std::vector<KerasOperand>& operands)
{
    nlohmann::json config = nlohmann::json::object();
    for (const KerasOperand& operand : operands) {
        if (operand.tensor || operand.keyword.empty())
            continue;
        if (operand.keyword == "keepdims")
            config["keepdims"] = operand.number != 0;
        else if (operand.keyword == "axis" || operand.keyword == "shape")
            config[operand.keyword].push_back(operand.number);
    }
    // Each tensor of a list brings the axis along: one axis is a number, several are a list.
    if (auto& axis = config["axis"]; std::adjacent_find(axis.begin(), axis.end(), std::not_equal_to<>()) == axis.end())
        axis = axis.empty() ? nlohmann::json() : nlohmann::json(axis.front());
    const bool shaped = config.contains("shape") && !config["shape"].empty();
    if (shaped) { // TensorFlow counts the batch, Keras does not
        config["target_shape"] = config["shape"];
        config["target_shape"].erase(std::size_t{0});
    }
    return config;
}

KerasLowered function(KerasLowering& lowering, const KerasSite& site)
{
    const std::string_view className = classOf(site.config.text("function"));
    if (className.empty())
        return lowerOpaque(lowering, site);
    KerasLayer layer = site.layer;
    layer.className = className;
    const nlohmann::json arguments = site.operands ? configOf(*site.operands) : nlohmann::json::object();
    const KerasConfig config(&arguments);
    const KerasSite same{layer, config, site.place, site.name, site.inputs, site.operands, site.declared};
    return findKerasEntry(className)->handler(lowering, same);
}

constexpr KerasEntry kEntries[] = {
    {"TFOpLambda", function, "the operator of its function, where that is arithmetic, a reduction or a reshape"},
};

} // namespace

std::span<const KerasEntry> kerasFunctions() { return kEntries; }

} // namespace tenbin
