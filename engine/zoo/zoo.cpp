// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/zoo/zoo.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/core/close_names.h"
#include "engine/zoo/network_family.h"

namespace tenbin {

namespace {

std::vector<std::string> split(std::string_view text, char separator)
{
    std::vector<std::string> parts(1);
    for (const char c : text) {
        if (c == separator)
            parts.emplace_back();
        else
            parts.back() += c;
    }
    return parts;
}

const ZooEntry* findEntry(std::string_view id)
{
    for (const ZooEntry& entry : zooEntries())
        if (entry.family.id == id)
            return &entry;
    return nullptr;
}

const NetworkParameter* findParameter(const NetworkFamily& family, std::string_view key)
{
    for (const NetworkParameter& parameter : family.parameters)
        if (parameter.key == key)
            return &parameter;
    return nullptr;
}

/// A spec holds only what differs from the default.
void setValue(NetworkSpec& spec, const NetworkParameter& parameter, const std::string& value)
{
    if (value == parameter.defaultValue)
        spec.values.erase(parameter.key);
    else
        spec.values[parameter.key] = value;
}

tl::unexpected<Error> badValue(const NetworkParameter& parameter, const std::string& value)
{
    return fail(ErrorCode::networkParameter, {parameter.key, value, allowedValues(parameter)});
}

tl::unexpected<Error> unknownNetwork(const std::string& id)
{
    std::vector<std::string> ids;
    for (const ZooEntry& entry : zooEntries())
        ids.push_back(entry.family.id);
    Error error{ErrorCode::networkUnknown, {id}, {}};
    error.suggestions = closeNames(id, ids);
    return tl::make_unexpected(std::move(error));
}

/// Every parameter with its value in force.
Result<NetworkValues> complete(const NetworkFamily& family, const NetworkSpec& spec)
{
    std::map<std::string, std::string> values;
    for (const NetworkParameter& parameter : family.parameters)
        values[parameter.key] = parameter.defaultValue;
    for (const auto& [key, value] : spec.values) {
        const NetworkParameter* parameter = findParameter(family, key);
        if (!parameter) {
            std::vector<std::string> keys;
            for (const NetworkParameter& p : family.parameters)
                keys.push_back(p.key);
            return fail(ErrorCode::networkParameter, {key, value, fmt::format("{}", fmt::join(keys, ", "))});
        }
        const auto normal = normalValue(*parameter, value);
        if (!normal)
            return badValue(*parameter, value);
        values[key] = *normal;
    }
    return NetworkValues(std::move(values));
}

} // namespace

const std::vector<ZooEntry>& zooEntries()
{
    static const std::vector<ZooEntry> entries = [] {
        std::vector<ZooEntry> all;
        for (const auto& entriesOf : {mobileNetEntries, residualEntries, imageEntries, detectionEntries, tinyEntries,
                                      mcuNetEntries, microNetEntries, sequenceEntries, ai8xEntries, singleLayerEntries})
            std::ranges::move(entriesOf(), std::back_inserter(all));
        return all;
    }();
    return entries;
}

const std::vector<NetworkFamily>& networkFamilies()
{
    static const std::vector<NetworkFamily> families = [] {
        std::vector<NetworkFamily> all;
        for (const ZooEntry& entry : zooEntries())
            all.push_back(entry.family);
        return all;
    }();
    return families;
}

std::string NetworkSpec::toString() const
{
    std::string text = family;
    char separator = '?';
    for (const auto& [key, value] : values) {
        text += fmt::format("{}{}={}", separator, key, value);
        separator = '&';
    }
    return text;
}

Result<NetworkSpec> parseNetworkSpec(std::string_view text)
{
    if (text.starts_with("zoo:"))
        text.remove_prefix(4);
    const std::size_t question = text.find('?');
    NetworkSpec spec{std::string(text.substr(0, question)), {}};
    const ZooEntry* entry = findEntry(spec.family);
    if (!entry)
        return unknownNetwork(spec.family);
    if (question == std::string_view::npos)
        return spec;
    for (const std::string& part : split(text.substr(question + 1), '&')) {
        const std::size_t equals = part.find('=');
        const std::string key = part.substr(0, equals);
        const std::string value = equals == std::string::npos ? std::string() : part.substr(equals + 1);
        const NetworkParameter* parameter = findParameter(entry->family, key);
        const auto normal = parameter ? normalValue(*parameter, value) : std::nullopt;
        if (parameter && !normal)
            return badValue(*parameter, value);
        if (parameter)
            setValue(spec, *parameter, *normal);
        else
            spec.values[key] = value; // told by complete(), with the keys there are
    }
    if (auto checked = complete(entry->family, spec); !checked)
        return tl::make_unexpected(checked.error());
    return spec;
}

Result<std::shared_ptr<const Graph>> buildNetwork(const NetworkSpec& spec)
{
    const ZooEntry* entry = findEntry(spec.family);
    if (!entry)
        return unknownNetwork(spec.family);
    auto values = complete(entry->family, spec);
    if (!values)
        return tl::make_unexpected(values.error());
    NetworkBuilder builder(entry->family.name);
    const std::vector<TensorId> outputs = entry->build(builder, *values);
    auto graph = std::move(builder).finish(outputs, spec.toString());
    if (!graph)
        return tl::make_unexpected(graph.error());
    return std::make_shared<const Graph>(std::move(*graph));
}

Result<std::shared_ptr<const Graph>> buildNetwork(std::string_view spec)
{
    auto parsed = parseNetworkSpec(spec);
    if (!parsed)
        return tl::make_unexpected(parsed.error());
    return buildNetwork(*parsed);
}

namespace {

/// Choices below the present value of one parameter, nearest first.
struct Shrinking {
    const NetworkParameter* parameter;
    std::vector<std::string> values;
};

std::vector<Shrinking> shrinkings(const NetworkFamily& family, const NetworkSpec& spec)
{
    std::vector<Shrinking> result;
    for (const NetworkParameter& parameter : family.parameters) {
        if (!parameter.shrinks)
            continue;
        const auto present = spec.values.find(parameter.key);
        const auto now =
            present == spec.values.end() ? parameter.defaultValue : normalValue(parameter, present->second);
        if (now)
            result.push_back({&parameter, smallerValues(parameter, *now)});
    }
    return result;
}

} // namespace

std::vector<NetworkSpec> smallerNetworks(const NetworkSpec& spec)
{
    std::vector<NetworkSpec> result;
    const ZooEntry* entry = findEntry(spec.family);
    if (!entry)
        return result;
    const std::vector<Shrinking> along = shrinkings(entry->family, spec);
    const auto add = [&](std::initializer_list<std::pair<const Shrinking*, std::size_t>> steps) {
        NetworkSpec next = spec;
        for (const auto& [shrinking, step] : steps)
            setValue(next, *shrinking->parameter, shrinking->values[step]);
        result.push_back(std::move(next));
    };
    for (const Shrinking& one : along)
        for (std::size_t i = 0; i < one.values.size(); ++i)
            add({{&one, i}});
    for (std::size_t a = 0; a < along.size(); ++a)
        for (std::size_t b = a + 1; b < along.size(); ++b)
            for (std::size_t steps = 0; steps + 1 < along[a].values.size() + along[b].values.size(); ++steps)
                for (std::size_t i = 0; i <= steps; ++i)
                    if (i < along[a].values.size() && steps - i < along[b].values.size())
                        add({{&along[a], i}, {&along[b], steps - i}});
    return result;
}

} // namespace tenbin
