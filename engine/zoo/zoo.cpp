// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/zoo/zoo.h"

#include <algorithm>
#include <charconv>
#include <iterator>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/zoo/network_family.h"

namespace tenbin {

namespace {

std::optional<double> parseNumber(std::string_view text)
{
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

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

std::string allowed(const NetworkParameter& parameter)
{
    if (parameter.highest > parameter.lowest)
        return fmt::format("{} … {}", parameter.lowest, parameter.highest);
    return fmt::format("{}", fmt::join(parameter.choices, ", "));
}

/// "96", "96x128" or "96x128x1" -> "96x128x1"; missing channels as the family's default.
std::optional<std::string> normalInput(const NetworkParameter& parameter, std::string_view text)
{
    std::vector<std::string> sides = split(text, 'x');
    const std::vector<std::string> defaults = split(parameter.defaultValue, 'x');
    if (sides.size() == 1)
        sides.push_back(sides[0]);
    if (sides.size() == 2)
        sides.push_back(defaults.at(2));
    if (sides.size() != 3)
        return std::nullopt;
    for (std::size_t i = 0; i < 3; ++i) {
        const auto side = parseNumber(sides[i]);
        const bool whole = side && *side == std::floor(*side);
        const bool inside = whole && (i == 2 ? *side >= 1 && *side <= 64 : *side >= parameter.lowest && *side <= parameter.highest);
        if (!inside)
            return std::nullopt;
    }
    return sides[0] + "x" + sides[1] + "x" + sides[2];
}

/// The value as the builders read it, or nothing if it is not allowed.
std::optional<std::string> normalValue(const NetworkParameter& parameter, const std::string& text)
{
    if (parameter.key == "input")
        return normalInput(parameter, text);
    if (parameter.highest > parameter.lowest) {
        const auto value = parseNumber(text);
        const bool whole = parameter.choices.empty() ? value && *value == std::floor(*value) : true;
        return value && whole && *value >= parameter.lowest && *value <= parameter.highest ? std::optional(text) : std::nullopt;
    }
    const bool known = std::find(parameter.choices.begin(), parameter.choices.end(), text) != parameter.choices.end();
    return known ? std::optional(text) : std::nullopt;
}

tl::unexpected<Error> badValue(const NetworkParameter& parameter, const std::string& value)
{
    return fail(ErrorCode::networkParameter, {parameter.key, value, allowed(parameter)});
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

InputSize NetworkValues::input() const
{
    const std::vector<std::string> sides = split(m_values.at("input"), 'x');
    return {std::stoll(sides.at(0)), std::stoll(sides.at(1)), std::stoll(sides.at(2))};
}

const std::vector<ZooEntry>& zooEntries()
{
    static const std::vector<ZooEntry> entries = [] {
        std::vector<ZooEntry> all;
        for (auto group : {mobileNetEntries(), residualEntries(), imageEntries(), detectionEntries(), tinyEntries(), mcuNetEntries(), sequenceEntries()})
            std::move(group.begin(), group.end(), std::back_inserter(all));
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
        text += separator + key + "=" + value;
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
        return fail(ErrorCode::networkUnknown, {spec.family});
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
        // An unknown key is told by complete(), with the keys there are.
        if (!parameter || *normal != parameter->defaultValue)
            spec.values[key] = normal.value_or(value);
    }
    if (auto checked = complete(entry->family, spec); !checked)
        return tl::make_unexpected(checked.error());
    return spec;
}

Result<std::shared_ptr<const Graph>> buildNetwork(const NetworkSpec& spec)
{
    const ZooEntry* entry = findEntry(spec.family);
    if (!entry)
        return fail(ErrorCode::networkUnknown, {spec.family});
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

/// Area of "HxWxC", or the number itself: how large a value makes the network.
double sizeOf(const NetworkParameter& parameter, const std::string& value)
{
    if (parameter.key != "input")
        return parseNumber(value).value_or(0.0);
    double area = 1.0;
    const std::vector<std::string> sides = split(value, 'x');
    for (std::size_t i = 0; i < 2 && i < sides.size(); ++i)
        area *= parseNumber(sides[i]).value_or(1.0);
    return area;
}

} // namespace

std::vector<NetworkSpec> smallerNetworks(const NetworkSpec& spec)
{
    std::vector<NetworkSpec> result;
    const ZooEntry* entry = findEntry(spec.family);
    if (!entry)
        return result;
    for (const NetworkParameter& parameter : entry->family.parameters) {
        if (!parameter.shrinks)
            continue;
        const auto present = spec.values.find(parameter.key);
        const double now = sizeOf(parameter, present == spec.values.end() ? parameter.defaultValue : present->second);
        std::vector<std::string> smaller;
        for (const std::string& choice : parameter.choices) {
            const auto normal = normalValue(parameter, choice);
            if (normal && sizeOf(parameter, *normal) < now)
                smaller.push_back(*normal);
        }
        std::sort(smaller.begin(), smaller.end(), [&](const std::string& a, const std::string& b) {
            return sizeOf(parameter, a) > sizeOf(parameter, b);
        });
        for (const std::string& value : smaller) {
            NetworkSpec next = spec;
            if (value == parameter.defaultValue)
                next.values.erase(parameter.key);
            else
                next.values[parameter.key] = value;
            result.push_back(std::move(next));
        }
    }
    return result;
}

NetworkParameter widthParameter(std::string value, std::vector<std::string> choices)
{
    return {.key = "alpha", .defaultValue = std::move(value), .choices = std::move(choices), .lowest = 0.05, .highest = 4.0, .shrinks = true};
}

NetworkParameter inputParameter(std::string value, std::vector<std::string> choices, double lowest, double highest)
{
    return {.key = "input", .defaultValue = std::move(value), .choices = std::move(choices), .lowest = lowest, .highest = highest, .shrinks = true};
}

NetworkParameter classesParameter(int value)
{
    return {.key = "classes", .defaultValue = std::to_string(value), .choices = {}, .lowest = 1, .highest = 100000, .shrinks = false};
}

NetworkParameter choiceParameter(std::string key, std::string value, std::vector<std::string> choices)
{
    return {.key = std::move(key), .defaultValue = std::move(value), .choices = std::move(choices), .lowest = 0, .highest = 0, .shrinks = false};
}

NetworkParameter integerParameter(std::string key, int value, int lowest, int highest)
{
    return {.key = std::move(key), .defaultValue = std::to_string(value), .choices = {}, .lowest = static_cast<double>(lowest), .highest = static_cast<double>(highest), .shrinks = false};
}

} // namespace tenbin
