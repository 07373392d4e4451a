// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/keras/inputs.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "engine/formats/common/first_error.h"

namespace tenbin {

namespace {

constexpr int kMaxDepth = 16;

/// What the file says of the input of a layer; empty where it says nothing.
KerasShape inputShapeOf(const KerasLayer& layer, int depth)
{
    for (const char* key : {"batch_shape", "batch_input_shape"})
        if (auto shape = kerasShape(layer.config.find(key)); !shape.empty())
            return shape;
    for (const char* key : {"shape", "input_shape"})
        if (auto shape = kerasShape(layer.config.find(key)); !shape.empty()) {
            shape.insert(shape.begin(), -1);
            return shape;
        }
    if (layer.isNetwork() && depth < kMaxDepth) {
        const auto* layers = layer.config.find("layers");
        if (layers->is_array() && !layers->empty())
            if (const auto first = readKerasLayer(layers->front()))
                if (auto shape = inputShapeOf(*first, depth + 1); !shape.empty())
                    return shape;
    }
    return layer.builtFor;
}

/// "float32", or {"class_name": "DTypePolicy", "config": {"name": "mixed_float16"}}. Images as bytes and words as
/// numbers keep their type; whatever else is meant counts as 32 bits.
DataType inputType(const KerasConfig& config)
{
    using Kind = DataType::Kind;
    static constexpr std::array<std::pair<std::string_view, DataType>, 9> kTypes{
        {{"float16", DataType::float16()},
         {"uint8", DataType::uint8()},
         {"int8", DataType::int8()},
         {"int16", DataType::int16()},
         {"int32", DataType::int32()},
         {"int64", DataType::int64()},
         {"uint16", {Kind::unsignedInteger, 16}},
         {"bool", DataType::boolean()},
         {"float64", {Kind::floatingPoint, 64}}}};
    const std::string name = config.text("dtype", config.object("dtype").object("config").text("name"));
    const auto found = std::find_if(kTypes.begin(), kTypes.end(), [&](const auto& type) { return type.first == name; });
    if (found == kTypes.end())
        return DataType::float32();
    return found->second;
}

bool anyChannelsFirst(const KerasNetwork& network)
{
    return std::any_of(network.layers.begin(), network.layers.end(), [](const KerasLayer& layer) {
        if (layer.isNetwork())
            if (const auto inner = readKerasNetwork(layer))
                return std::any_of(inner->layers.begin(), inner->layers.end(), [](const KerasLayer& below) {
                    return below.config.text("data_format") == "channels_first";
                });
        return layer.config.text("data_format") == "channels_first";
    });
}

DeclaredTensor declaredInput(const std::string& name, const KerasShape& shape, DataType type)
{
    DeclaredTensor input{.tensor = {.name = name, .shape = shape, .type = type}, .declared = shape};
    input.known = !shape.empty();
    std::replace(input.tensor.shape.begin(), input.tensor.shape.end(), std::int64_t{-1}, std::int64_t{1});
    return input;
}

} // namespace

Result<std::vector<DeclaredTensor>> kerasInputs(const KerasNetwork& network)
{
    if (network.layers.empty())
        return fail(ErrorCode::modelEmpty);
    std::vector<DeclaredTensor> inputs;
    if (network.sequential) {
        const KerasLayer& first = network.layers.front();
        const bool named = first.className == "InputLayer";
        auto shape = inputShapeOf(first, 0);
        if (shape.empty())
            shape = network.builtFor;
        inputs.push_back(declaredInput(named ? first.name : first.name + "_input", shape, inputType(first.config)));
        return inputs;
    }
    for (const KerasTensorName& name : network.inputs) {
        const auto layer = std::find_if(network.layers.begin(), network.layers.end(),
                                        [&](const KerasLayer& l) { return l.name == name.layer; });
        if (layer == network.layers.end())
            return fail(ErrorCode::modelCorrupt, {name.layer}, {.element = network.name});
        inputs.push_back(declaredInput(name.layer, inputShapeOf(*layer, 0), inputType(layer->config)));
    }
    return inputs;
}

Result<KerasValues> lowerInputs(KerasLowering& lowering, const KerasNetwork& network)
{
    auto declared = kerasInputs(network);
    if (!declared)
        return firstError(declared);
    std::vector<DeclaredTensor*> pointers;
    for (DeclaredTensor& input : *declared)
        pointers.push_back(&input);
    if (auto failure = settleInputSizes(pointers, lowering.options(), lowering.draft().remarks))
        return tl::make_unexpected(std::move(*failure));
    const bool first = anyChannelsFirst(network);
    KerasValues values;
    for (const DeclaredTensor& input : *declared) {
        const Shape& s = input.tensor.shape;
        if (s.empty())
            return fail(ErrorCode::inputSizeOpen, {input.tensor.name, "?", "1", "?input=1x224x224x3"},
                        {.element = input.tensor.name});
        KerasValue value{{}, KerasLayout::plain, s};
        Tensor tensor = input.tensor;
        if (first && s.size() == 4) {
            value.layout = KerasLayout::channelsFirst;
            tensor.shape = {s[0], s[2], s[3], s[1]};
        }
        value.id = lowering.draft().addTensor(std::move(tensor));
        lowering.draft().inputs.push_back(value.id);
        values.push_back(std::move(value));
    }
    return values;
}

} // namespace tenbin
