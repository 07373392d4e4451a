// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/keras/lowering.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "engine/formats/draft/constant_values.h"

namespace tenbin {

namespace {

constexpr std::size_t kMaxCalls = 20'000;   // of layers: networks inside networks multiply
constexpr int kMaxNesting = 16;             // of networks and wrappers
constexpr std::int64_t kMaxOutputs = 1024;  // of a layer
constexpr std::size_t kMaxValues = 100'000; // of a network: a few calls could claim to read the last of many outputs

/// Wrappers that change training only: masks of pruning, simulated quantisation.
constexpr std::array<std::string_view, 4> kWrappers{"PruneLowMagnitude", "QuantizeWrapper", "QuantizeWrapperV2",
                                                    "SpectralNormalization"};

bool isWrapper(const KerasLayer& layer)
{
    return std::find(kWrappers.begin(), kWrappers.end(), layer.className) != kWrappers.end();
}

bool isInput(const KerasLayer& layer) { return layer.className == "InputLayer"; }

tl::unexpected<Error> corrupt(std::string what, std::string element)
{
    return fail(ErrorCode::modelCorrupt, {std::move(what)}, {.element = std::move(element)});
}

} // namespace

/// The layers of one network while it is lowered.
struct KerasLowering::Scope {
    const KerasNetwork& network;
    std::vector<KerasPlace> places;                               // by layer
    std::unordered_map<std::string, std::size_t> layers;          // by name
    std::vector<std::vector<std::size_t>> callsOf;                // by layer: positions in `calls`
    std::vector<Call> calls;                                      // in the file's order
    std::vector<std::vector<std::optional<KerasShape>>> declared; // by call: sizes of its outputs
    std::vector<Values> results;                                  // by call
    std::set<std::size_t> ready;                                  // calls whose operands are there
};

const std::unordered_map<std::string_view, KerasLowering::Entry>& KerasLowering::table()
{
    static const std::unordered_map<std::string_view, Entry> entries = [] {
        std::unordered_map<std::string_view, Entry> all;
        for (const Table& part : {windowEntries(), elementwiseEntries(), movingEntries(), sequenceEntries()})
            all.insert(part.begin(), part.end());
        return all;
    }();
    return entries;
}

std::vector<std::pair<std::string_view, std::string_view>> KerasLowering::classes()
{
    std::vector<std::pair<std::string_view, std::string_view>> list{
        {"Functional", "its layers"}, {"Sequential", "its layers"}, {"TimeDistributed", "its layer over all steps"}};
    for (const std::string_view name : kWrappers)
        list.emplace_back(name, "its layer");
    for (const auto& [name, entry] : table())
        list.emplace_back(name, entry.becomes);
    std::sort(list.begin(), list.end());
    return list;
}

Result<void> KerasLowering::lower(const KerasNetwork& network)
{
    auto inputs = lowerInputs(network);
    if (!inputs)
        return tl::make_unexpected(inputs.error());
    const auto outputs = lowerNetwork(network, {{}, {}, {}}, *inputs, 0);
    if (!outputs)
        return tl::make_unexpected(outputs.error());
    for (const KerasValue& value : *outputs) {
        const auto plain = asPlain(value);
        if (!plain)
            return tl::make_unexpected(plain.error());
        m_draft.outputs.push_back(plain->id);
    }
    return {};
}

/// Where the layers' weights lie. Groups of .keras files are numbered by class: conv2d, conv2d_1.
std::vector<KerasPlace> KerasLowering::placesOf(const KerasNetwork& network, const KerasPlace& place) const
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

KerasLowering::Lowered KerasLowering::lowerNetwork(const KerasNetwork& network, const KerasPlace& place,
                                                   const Values& inputs, int depth)
{
    if (network.sequential)
        return lowerSequence(network, place, inputs, depth);
    Scope scope{network, placesOf(network, place), {}, {}, {}, {}, {}, {}};
    if (auto done = connect(scope); !done)
        return tl::make_unexpected(done.error());
    if (auto done = bindInputs(scope, inputs); !done)
        return tl::make_unexpected(done.error());
    if (auto done = runCalls(scope, depth); !done)
        return tl::make_unexpected(done.error());
    Values outputs;
    for (const KerasTensorName& name : network.outputs) {
        const auto call = callOf(scope, name);
        if (!call)
            return tl::make_unexpected(call.error());
        const Values& values = scope.results[*call];
        if (values.empty())
            return fail(ErrorCode::cyclicGraph, {name.layer}, {.element = name.layer});
        if (name.tensor >= static_cast<std::int64_t>(values.size()))
            return corrupt(fmt::format("{}:{}", name.layer, name.tensor), network.name);
        outputs.push_back(values[static_cast<std::size_t>(name.tensor)]);
    }
    return outputs;
}

KerasLowering::Lowered KerasLowering::lowerSequence(const KerasNetwork& network, const KerasPlace& place,
                                                    const Values& inputs, int depth)
{
    Values values = inputs;
    const auto places = placesOf(network, place);
    for (std::size_t i = 0; i < network.layers.size(); ++i) {
        const KerasLayer& layer = network.layers[i];
        if (isInput(layer))
            continue;
        const std::string name = fmt::format("{}", fmt::join(places[i].names, "/"));
        auto lowered = lowerLayer({layer, layer.config, places[i], name, std::move(values), nullptr, {}}, depth);
        if (!lowered)
            return lowered;
        values = std::move(*lowered);
        values.resize(std::min<std::size_t>(values.size(), 1));
    }
    return values;
}

/// The call that gives a tensor.
Result<std::size_t> KerasLowering::callOf(const Scope& scope, const KerasTensorName& name) const
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

/// Finds out which call waits for which.
Result<void> KerasLowering::connect(Scope& scope)
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
    std::size_t values = 0;
    for (std::size_t i = 0; i < scope.calls.size(); ++i) {
        const KerasLayer& layer = scope.network.layers[scope.calls[i].layer];
        if (isInput(layer))
            continue;
        for (const KerasOperand& operand : layer.calls[scope.calls[i].index].operands) {
            if (!operand.tensor)
                continue;
            const auto source = callOf(scope, *operand.tensor);
            if (!source || operand.tensor->tensor >= kMaxOutputs)
                return source ? corrupt(operand.tensor->layer, layer.name) : tl::make_unexpected(source.error());
            scope.calls[*source].readers.push_back(i);
            ++scope.calls[i].missing;
            auto& shapes = scope.declared[*source];
            const auto position = static_cast<std::size_t>(operand.tensor->tensor);
            values += std::max(shapes.size(), position + 1) - shapes.size();
            if (values > kMaxValues)
                return fail(ErrorCode::modelTooLarge, {layer.name, std::to_string(values), std::to_string(kMaxValues)});
            shapes.resize(std::max(shapes.size(), position + 1));
            if (operand.tensor->shape)
                shapes[position] = operand.tensor->shape;
        }
        if (scope.calls[i].missing == 0)
            scope.ready.insert(i);
    }
    return {};
}

Result<void> KerasLowering::bindInputs(Scope& scope, const Values& inputs)
{
    if (inputs.size() != scope.network.inputs.size())
        return corrupt(fmt::format("{} / {}", scope.network.inputs.size(), inputs.size()), scope.network.name);
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        const auto call = callOf(scope, scope.network.inputs[i]);
        if (!call)
            return tl::make_unexpected(call.error());
        if (!isInput(scope.network.layers[scope.calls[*call].layer]) || !scope.results[*call].empty())
            return corrupt(scope.network.inputs[i].layer, scope.network.name);
        scope.results[*call] = {inputs[i]};
        for (const std::size_t reader : scope.calls[*call].readers)
            if (--scope.calls[reader].missing == 0)
                scope.ready.insert(reader);
    }
    return {};
}

/// In the file's order, as far as a call's operands are there.
Result<void> KerasLowering::runCalls(Scope& scope, int depth)
{
    while (!scope.ready.empty()) {
        const std::size_t index = *scope.ready.begin();
        scope.ready.erase(scope.ready.begin());
        if (auto done = runCall(scope, index, depth); !done)
            return done;
        for (const std::size_t reader : scope.calls[index].readers)
            if (--scope.calls[reader].missing == 0)
                scope.ready.insert(reader);
    }
    return {};
}

Result<void> KerasLowering::runCall(Scope& scope, std::size_t index, int depth)
{
    const Call& call = scope.calls[index];
    const KerasLayer& layer = scope.network.layers[call.layer];
    const auto& operands = layer.calls[call.index].operands;
    const KerasPlace& place = scope.places[call.layer];
    Site site{layer, layer.config, place, fmt::format("{}", fmt::join(place.names, "/")), {}, &operands, {}};
    if (call.index > 0)
        site.name += fmt::format(":{}", call.index);
    for (const KerasOperand& operand : operands) {
        if (!operand.tensor)
            continue;
        const auto source = callOf(scope, *operand.tensor);
        const Values& values = scope.results[source.value_or(0)];
        const auto position = static_cast<std::size_t>(operand.tensor->tensor);
        if (position >= values.size())
            return corrupt(fmt::format("{}:{}", operand.tensor->layer, position), layer.name);
        site.inputs.push_back(values[position]);
    }
    const bool batched = !site.inputs.empty() && !site.inputs.front().shape.empty();
    for (const auto& declared : scope.declared[index]) {
        std::optional<Shape> shape = m_options.inputSizes.empty() ? declared : std::nullopt;
        if (shape && !shape->empty() && shape->front() == -1)
            shape->front() = batched ? site.inputs.front().shape.front() : 1;
        site.declared.push_back(shape && checkedElements(*shape) ? shape : std::nullopt);
    }
    auto values = lowerLayer(std::move(site), depth);
    if (!values)
        return tl::make_unexpected(values.error());
    scope.results[index] = std::move(*values);
    return {};
}

KerasLowering::Lowered KerasLowering::lowerLayer(Site site, int depth)
{
    const auto located = [&](Error error) {
        if (error.where.element.empty())
            error.where.element = fmt::format("{} ({})", site.name, site.layer.className);
        return tl::make_unexpected(std::move(error));
    };
    if (++m_calls > kMaxCalls)
        return fail(ErrorCode::modelTooLarge, {site.name, std::to_string(m_calls), std::to_string(kMaxCalls)});
    if (depth > kMaxNesting)
        return fail(ErrorCode::modelTooLarge, {site.name, std::to_string(depth), std::to_string(kMaxNesting)});
    if (site.inputs.empty())
        return located({ErrorCode::operatorMalformed, {site.name, "input"}, {}});
    auto values = handle(site, depth);
    if (!values && values.error().code == ErrorCode::shapeUnknown)
        values = unsized(site);
    if (!values)
        return located(values.error());
    return values;
}

KerasLowering::Lowered KerasLowering::handle(const Site& site, int depth)
{
    if (site.layer.isNetwork()) {
        const auto network = readKerasNetwork(site.layer);
        if (!network)
            return tl::make_unexpected(network.error());
        return lowerNetwork(*network, site.place, site.inputs, depth + 1);
    }
    if (std::any_of(site.inputs.begin(), site.inputs.end(), [](const KerasValue& x) { return x.unsized; }))
        return unsized(site);
    if (site.layer.className == "TimeDistributed")
        return timeDistributed(site, depth);
    if (isWrapper(site.layer))
        return wrapped(site, depth);
    const auto entry = table().find(site.layer.className);
    return entry == table().end() ? opaque(site) : (this->*entry->second.handler)(site);
}

} // namespace tenbin
