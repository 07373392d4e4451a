// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/keras/network.h"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/formats/common/first_error.h"
#include "engine/formats/draft/constant_values.h"
#include "engine/formats/keras/inputs.h"

namespace tenbin {

namespace {

constexpr std::size_t kMaxCalls = 20'000;   // of layers: networks inside networks multiply
constexpr int kMaxNesting = 16;             // of networks and wrappers
constexpr std::int64_t kMaxOutputs = 1024;  // of a layer
constexpr std::size_t kMaxValues = 100'000; // of a network: a few calls could claim to read the last of many outputs

bool isInput(const KerasLayer& layer) { return layer.className == "InputLayer"; }

tl::unexpected<Error> corrupt(std::string what, std::string element)
{
    return fail(ErrorCode::modelCorrupt, {std::move(what)}, {.element = std::move(element)});
}

/// One call of a layer of the network.
struct Call {
    std::size_t layer = 0, index = 0;
    std::vector<std::size_t> readers;
    std::size_t missing = 0; ///< values that are not there yet
};

/// The layers of one network while it is lowered.
struct Scope {
    const KerasNetwork& network;
    std::vector<KerasPlace> places;                               // by layer
    std::unordered_map<std::string, std::size_t> layers;          // by name
    std::vector<std::vector<std::size_t>> callsOf;                // by layer: positions in `calls`
    std::vector<Call> calls;                                      // in the file's order
    std::vector<std::vector<std::optional<KerasShape>>> declared; // by call: sizes of its outputs
    std::vector<KerasValues> results;                             // by call
    std::set<std::size_t> ready;                                  // calls whose operands are there
};

/// Where the layers' weights lie. Groups of .keras files are numbered by class: conv2d, conv2d_1.
std::vector<KerasPlace> placesOf(const KerasNetwork& network, const KerasPlace& place)
{
    std::vector<KerasPlace> places;
    std::map<std::string, int> known;
    for (const KerasLayer& layer : network.layers) {
        KerasPlace inner = place;
        inner.names.push_back(layer.name);
        std::string group = snakeCase(layer.className);
        if (const int number = known[group]++; number > 0)
            group = fmt::format("{}_{}", group, number);
        inner.groups.emplace_back("layers");
        inner.groups.push_back(std::move(group));
        places.push_back(std::move(inner));
    }
    return places;
}

/// The call that gives a tensor.
Result<std::size_t> callOf(const Scope& scope, const KerasTensorName& name)
{
    const auto layer = scope.layers.find(name.layer);
    if (layer == scope.layers.end())
        return corrupt(name.layer, scope.network.name);
    const auto& calls = scope.callsOf[layer->second];
    // A lone call may have kept its number from before others were cut off.
    if (calls.size() == 1)
        return calls.front();
    if (name.call >= static_cast<std::int64_t>(calls.size()) || name.tensor >= kMaxOutputs)
        return corrupt(fmt::format("{}: {}", name.layer, name.call), scope.network.name);
    return calls[static_cast<std::size_t>(name.call)];
}

/// Notes that call `reader` reads a tensor; `values` counts the outputs that are known of.
Result<void> connectOperand(Scope& scope, std::size_t reader, const KerasTensorName& tensor, std::size_t& values)
{
    const KerasLayer& layer = scope.network.layers[scope.calls[reader].layer];
    const auto source = callOf(scope, tensor);
    if (!source)
        return firstError(source);
    if (tensor.tensor >= kMaxOutputs)
        return corrupt(tensor.layer, layer.name);
    scope.calls[*source].readers.push_back(reader);
    ++scope.calls[reader].missing;
    auto& shapes = scope.declared[*source];
    const auto position = static_cast<std::size_t>(tensor.tensor);
    values += std::max(shapes.size(), position + 1) - shapes.size();
    if (values > kMaxValues)
        return fail(ErrorCode::modelTooLarge, {layer.name, std::to_string(values), std::to_string(kMaxValues)});
    shapes.resize(std::max(shapes.size(), position + 1));
    if (tensor.shape)
        shapes[position] = tensor.shape;
    return {};
}

/// Numbers the calls of all layers.
Result<void> listCalls(Scope& scope)
{
    scope.callsOf.resize(scope.network.layers.size());
    for (std::size_t i = 0; i < scope.network.layers.size(); ++i) {
        const KerasLayer& layer = scope.network.layers[i];
        if (!scope.layers.emplace(layer.name, i).second)
            return corrupt(layer.name, scope.network.name);
        const std::size_t count = isInput(layer) ? 1 : layer.calls.size();
        for (std::size_t call = 0; call < count; ++call) {
            scope.callsOf[i].push_back(scope.calls.size());
            scope.calls.push_back({i, call, {}, 0});
        }
    }
    scope.results.resize(scope.calls.size());
    scope.declared.resize(scope.calls.size());
    return {};
}

/// Finds out which call waits for which.
Result<void> connect(Scope& scope)
{
    if (auto done = listCalls(scope); !done)
        return done;
    std::size_t values = 0;
    for (std::size_t i = 0; i < scope.calls.size(); ++i) {
        const KerasLayer& layer = scope.network.layers[scope.calls[i].layer];
        if (isInput(layer))
            continue;
        for (const KerasOperand& operand : layer.calls[scope.calls[i].index].operands)
            if (operand.tensor)
                if (auto done = connectOperand(scope, i, *operand.tensor, values); !done)
                    return done;
        if (scope.calls[i].missing == 0)
            scope.ready.insert(i);
    }
    return {};
}

Result<void> bindInputs(Scope& scope, const KerasValues& inputs)
{
    if (inputs.size() != scope.network.inputs.size())
        return corrupt(fmt::format("{} / {}", scope.network.inputs.size(), inputs.size()), scope.network.name);
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        const auto call = callOf(scope, scope.network.inputs[i]);
        if (!call)
            return firstError(call);
        if (!isInput(scope.network.layers[scope.calls[*call].layer]) || !scope.results[*call].empty())
            return corrupt(scope.network.inputs[i].layer, scope.network.name);
        scope.results[*call] = {inputs[i]};
        for (const std::size_t reader : scope.calls[*call].readers)
            if (--scope.calls[reader].missing == 0)
                scope.ready.insert(reader);
    }
    return {};
}

Result<void> runCall(KerasLowering& lowering, Scope& scope, std::size_t index, int depth)
{
    const Call& call = scope.calls[index];
    const KerasLayer& layer = scope.network.layers[call.layer];
    const auto& operands = layer.calls[call.index].operands;
    const KerasPlace& place = scope.places[call.layer];
    KerasSite site{layer, layer.config, place, fmt::format("{}", fmt::join(place.names, "/")), {}, &operands, {}};
    if (call.index > 0)
        site.name += fmt::format(":{}", call.index);
    for (const KerasOperand& operand : operands) {
        if (!operand.tensor)
            continue;
        const auto source = callOf(scope, *operand.tensor);
        const KerasValues& values = scope.results[source.value_or(0)];
        const auto position = static_cast<std::size_t>(operand.tensor->tensor);
        if (position >= values.size())
            return corrupt(fmt::format("{}:{}", operand.tensor->layer, position), layer.name);
        site.inputs.push_back(values[position]);
    }
    const bool batched = !site.inputs.empty() && !site.inputs.front().shape.empty();
    for (std::optional<Shape> shape : scope.declared[index]) {
        if (!lowering.options().inputSizes.empty())
            shape.reset();
        if (shape && !shape->empty() && shape->front() == -1)
            shape->front() = batched ? site.inputs.front().shape.front() : 1;
        if (shape && !checkedElements(*shape))
            shape.reset();
        site.declared.push_back(std::move(shape));
    }
    auto values = lowerLayer(lowering, std::move(site), depth);
    if (!values)
        return firstError(values);
    scope.results[index] = std::move(*values);
    return {};
}

/// In the file's order, as far as a call's operands are there.
Result<void> runCalls(KerasLowering& lowering, Scope& scope, int depth)
{
    while (!scope.ready.empty()) {
        const std::size_t index = *scope.ready.begin();
        scope.ready.erase(scope.ready.begin());
        if (auto done = runCall(lowering, scope, index, depth); !done)
            return done;
        for (const std::size_t reader : scope.calls[index].readers)
            if (--scope.calls[reader].missing == 0)
                scope.ready.insert(reader);
    }
    return {};
}

KerasLowered lowerSequence(KerasLowering& lowering, const KerasNetwork& network, const KerasPlace& place,
                           const KerasValues& inputs, int depth)
{
    KerasValues values = inputs;
    const auto places = placesOf(network, place);
    for (std::size_t i = 0; i < network.layers.size(); ++i) {
        const KerasLayer& layer = network.layers[i];
        if (isInput(layer))
            continue;
        const std::string name = fmt::format("{}", fmt::join(places[i].names, "/"));
        auto lowered =
            lowerLayer(lowering, {layer, layer.config, places[i], name, std::move(values), nullptr, {}}, depth);
        if (!lowered)
            return lowered;
        values = std::move(*lowered);
        values.resize(std::min<std::size_t>(values.size(), 1));
    }
    return values;
}

KerasLowered lowerNested(KerasLowering& lowering, const KerasNetwork& network, const KerasPlace& place,
                         const KerasValues& inputs, int depth)
{
    if (network.sequential)
        return lowerSequence(lowering, network, place, inputs, depth);
    Scope scope{network, placesOf(network, place), {}, {}, {}, {}, {}, {}};
    if (auto done = connect(scope); !done)
        return firstError(done);
    if (auto done = bindInputs(scope, inputs); !done)
        return firstError(done);
    if (auto done = runCalls(lowering, scope, depth); !done)
        return firstError(done);
    KerasValues outputs;
    for (const KerasTensorName& name : network.outputs) {
        const auto call = callOf(scope, name);
        if (!call)
            return firstError(call);
        const KerasValues& values = scope.results[*call];
        if (values.empty())
            return fail(ErrorCode::cyclicGraph, {name.layer}, {.element = name.layer});
        if (name.tensor >= static_cast<std::int64_t>(values.size()))
            return corrupt(fmt::format("{}:{}", name.layer, name.tensor), network.name);
        outputs.push_back(values[static_cast<std::size_t>(name.tensor)]);
    }
    return outputs;
}

KerasLowered handle(KerasLowering& lowering, const KerasSite& site, int depth)
{
    if (site.layer.isNetwork()) {
        const auto network = readKerasNetwork(site.layer);
        if (!network)
            return firstError(network);
        return lowerNested(lowering, *network, site.place, site.inputs, depth + 1);
    }
    if (std::any_of(site.inputs.begin(), site.inputs.end(), [](const KerasValue& x) { return x.unsized; }))
        return lowerUnsized(lowering, site);
    if (site.layer.className == "TimeDistributed")
        return lowerTimeDistributed(lowering, site, depth);
    if (isKerasWrapper(site.layer))
        return lowerWrapped(lowering, site, depth);
    if (const KerasEntry* entry = findKerasEntry(site.layer.className))
        return entry->handler(lowering, site);
    return lowerOpaque(lowering, site);
}

} // namespace

Result<void> lowerNetwork(KerasLowering& lowering, const KerasNetwork& network)
{
    auto inputs = lowerInputs(lowering, network);
    if (!inputs)
        return firstError(inputs);
    const auto outputs = lowerNested(lowering, network, {{}, {}, {}}, *inputs, 0);
    if (!outputs)
        return firstError(outputs);
    for (const KerasValue& value : *outputs) {
        const auto plain = lowering.asPlain(value);
        if (!plain)
            return firstError(plain);
        lowering.draft().outputs.push_back(plain->id);
    }
    return {};
}

KerasLowered lowerLayer(KerasLowering& lowering, KerasSite site, int depth)
{
    const auto located = [&](Error error) {
        if (error.where.element.empty())
            error.where.element = fmt::format("{} ({})", site.name, site.layer.className);
        return tl::make_unexpected(std::move(error));
    };
    if (++lowering.tally.calls > kMaxCalls)
        return fail(ErrorCode::modelTooLarge,
                    {site.name, std::to_string(lowering.tally.calls), std::to_string(kMaxCalls)});
    if (depth > kMaxNesting)
        return fail(ErrorCode::modelTooLarge, {site.name, std::to_string(depth), std::to_string(kMaxNesting)});
    if (site.inputs.empty())
        return located({ErrorCode::operatorMalformed, {site.name, "input"}, {}});
    auto values = handle(lowering, site, depth);
    if (!values && values.error().code == ErrorCode::shapeUnknown)
        values = lowerUnsized(lowering, site);
    if (!values)
        return located(values.error());
    return values;
}

} // namespace tenbin
