// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/keras/model.h"

#include <algorithm>

#include <fmt/format.h>

namespace tenbin {

namespace {

using json = nlohmann::json;

constexpr int kMaxDepth = 16;
constexpr std::size_t kMaxOperands = 4096; // and inputs and outputs of a network
constexpr std::size_t kMaxLayers = 20'000;

tl::unexpected<Error> corrupt(const std::string& where) { return fail(ErrorCode::modelCorrupt, {where}); }

/// ["conv1", 0, 0] with perhaps arguments by keyword behind it.
std::optional<KerasTensorName> tensorName(const json& value)
{
    if (!value.is_array() || value.size() < 3 || !value[0].is_string())
        return std::nullopt;
    const auto call = jsonInteger(value[1]), tensor = jsonInteger(value[2]);
    if (!call || !tensor || *call < 0 || *tensor < 0)
        return std::nullopt;
    return KerasTensorName{*jsonText(value[0]), *call, *tensor, std::nullopt};
}

/// Collects what a call is given, in order.
class Operands {
public:
    KerasCall take(const json& call)
    {
        const KerasConfig object(&call);
        if (const json* args = object.find("args")) {
            collect(*args, {}, 0);
            if (const json* kwargs = object.find("kwargs"))
                keywords(*kwargs, 0);
        } else {
            collect(call, {}, 0);
        }
        return std::move(m_call);
    }

private:
    void add(KerasOperand operand)
    {
        if (m_call.operands.size() < kMaxOperands)
            m_call.operands.push_back(std::move(operand));
    }

    void keywords(const json& values, int depth)
    {
        if (values.is_object())
            for (const auto& [key, value] : values.items())
                collect(value, key, depth + 1);
    }

    void collect(const json& value, const std::string& keyword, int depth)
    {
        if (depth > kMaxDepth)
            return;
        if (value.is_number())
            return add({keyword, std::nullopt, value.get<double>()});
        if (value.is_boolean() && !keyword.empty())
            return add({keyword, std::nullopt, value.get<bool>() ? 1.0 : 0.0});
        if (auto name = tensorName(value)) {
            add({keyword, std::move(name)});
            if (value.size() > 3)
                keywords(value[3], depth);
            return;
        }
        if (value.is_array() && value.size() >= 3 && value[0] == "_CONSTANT_VALUE") {
            collect(value[2], keyword, depth + 1);
            if (value.size() > 3)
                keywords(value[3], depth);
            return;
        }
        if (value.is_array())
            for (const json& item : value)
                collect(item, keyword, depth + 1);
        const KerasConfig object(&value);
        if (object.text("class_name") == "__keras_tensor__")
            kerasTensor(object.object("config"), keyword);
    }

    void kerasTensor(const KerasConfig& config, const std::string& keyword)
    {
        const json* history = config.find("keras_history");
        auto name = history ? tensorName(*history) : std::nullopt;
        if (!name)
            return;
        if (const json* shape = config.find("shape"); shape && shape->is_array())
            name->shape = kerasShape(shape);
        add({keyword, std::move(name)});
    }

    KerasCall m_call;
};

/// Names of a network's inputs or outputs: one, a list, or lists of lists.
void collectNames(const json& value, int depth, std::vector<KerasTensorName>& names)
{
    if (auto name = tensorName(value)) {
        names.push_back(std::move(*name));
    } else if (value.is_structured() && depth < kMaxDepth) {
        for (const json& item : value)
            collectNames(item, depth + 1, names);
    }
}

Result<void> readLayers(const json& list, KerasNetwork& network)
{
    if (!list.is_array())
        return corrupt(network.name + ": layers");
    if (list.size() > kMaxLayers)
        return fail(ErrorCode::modelTooLarge, {network.name, std::to_string(list.size()), std::to_string(kMaxLayers)});
    for (const json& item : list) {
        auto layer = readKerasLayer(item);
        if (!layer)
            return tl::make_unexpected(layer.error());
        network.layers.push_back(std::move(*layer));
    }
    return {};
}

} // namespace

bool KerasLayer::isNetwork() const
{
    return (className == "Sequential" || className == "Functional" || className == "Model") && config.find("layers");
}

KerasShape kerasShape(const json* value)
{
    constexpr std::size_t kMaxRank = 8;
    KerasShape shape;
    if (!value || !value->is_array() || value->size() > kMaxRank)
        return {};
    for (const json& item : *value) {
        const auto size = jsonInteger(item);
        if (!item.is_null() && (!size || *size < -1))
            return {};
        shape.push_back(size.value_or(-1));
    }
    return shape;
}

Result<KerasLayer> readKerasLayer(const json& object)
{
    const KerasConfig outer(&object);
    KerasLayer layer;
    layer.className = outer.text("class_name");
    layer.module = outer.text("module");
    layer.config = outer.object("config");
    if (layer.className.empty())
        return corrupt("class_name");
    // "Custom>Name" is a class that the user registered.
    if (const auto mark = layer.className.rfind('>'); mark != std::string::npos)
        layer.className.erase(0, mark + 1);
    layer.name = outer.text("name", layer.config.text("name"));
    if (layer.name.empty())
        layer.name = layer.className;
    layer.builtFor = kerasShape(outer.object("build_config").find("input_shape"));
    if (const json* calls = outer.find("inbound_nodes"); calls && calls->is_array())
        for (const json& call : *calls)
            layer.calls.push_back(Operands().take(call));
    return layer;
}

Result<KerasNetwork> readKerasNetwork(const KerasLayer& layer)
{
    KerasNetwork network;
    network.name = layer.name;
    network.sequential = layer.className == "Sequential";
    network.builtFor = kerasShape(layer.config.find("build_input_shape"));
    if (network.builtFor.empty())
        network.builtFor = layer.builtFor;
    const json* layers = layer.config.find("layers");
    if (!layers)
        return fail(ErrorCode::formatForeign, {fmt::format("Keras ({}: layers as code)", layer.className),
                                               "TensorFlow Lite (tf.lite.TFLiteConverter.from_keras_model)"});
    if (auto done = readLayers(*layers, network); !done)
        return tl::make_unexpected(done.error());
    if (network.sequential)
        return network;
    if (const json* inputs = layer.config.find("input_layers"))
        collectNames(*inputs, 0, network.inputs);
    if (const json* outputs = layer.config.find("output_layers"))
        collectNames(*outputs, 0, network.outputs);
    const std::size_t most = std::max(network.inputs.size(), network.outputs.size());
    if (most > kMaxOperands)
        return fail(ErrorCode::modelTooLarge, {network.name, std::to_string(most), std::to_string(kMaxOperands)});
    if (network.inputs.empty() || network.outputs.empty())
        return corrupt(network.name + (network.inputs.empty() ? ": input_layers" : ": output_layers"));
    return network;
}

} // namespace tenbin
