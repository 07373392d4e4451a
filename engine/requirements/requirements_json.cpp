// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <nlohmann/json.hpp>

#include "engine/requirements/requirements.h"

namespace tenbin {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kNumber = "a number above 0";

tl::unexpected<Error> wrong(std::string_view key, std::string_view allowed)
{
    return fail(ErrorCode::questionValue, {std::string(key), std::string(allowed)});
}

/// The number under `key`, or none where the key is absent.
Result<std::optional<double>> number(const Json& object, const char* key)
{
    const auto found = object.find(key);
    if (found == object.end())
        return std::nullopt;
    if (!found->is_number())
        return wrong(key, kNumber);
    return found->get<double>();
}

Result<std::vector<std::string>> texts(const Json& root, const char* key)
{
    std::vector<std::string> result;
    const auto found = root.find(key);
    if (found == root.end())
        return result;
    const auto isText = [](const Json& item) { return item.is_string(); };
    if (!found->is_array() || !std::all_of(found->begin(), found->end(), isText))
        return wrong(key, "a list of texts");
    return found->get<std::vector<std::string>>();
}

Result<void> readFigures(const Json& root, Requirements& requirements)
{
    const auto figures = root.find("figures");
    if (figures == root.end())
        return {};
    if (!figures->is_object())
        return wrong("figures", "an object");
    for (const auto& [key, value] : figures->items()) {
        const auto figure = requiredFigureFromString(key);
        if (!figure)
            return fail(ErrorCode::questionKey, {key});
        if (!value.is_number())
            return wrong(key, allowedValues(*figure));
        requirements.figures[*figure] = value.get<double>();
    }
    return {};
}

Result<void> readDuty(const Json& root, DutyCycleAsked& duty)
{
    const auto object = root.find("duty");
    if (object == root.end())
        return {};
    if (!object->is_object())
        return wrong("duty", "an object");
    const auto rate = number(*object, "inferences_per_s"), battery = number(*object, "battery_j"),
               sleep = number(*object, "sleep_w");
    for (const auto* value : {&rate, &battery, &sleep})
        if (!*value)
            return tl::make_unexpected(value->error());
    duty.inferencesPerSecond = *rate;
    if (*battery)
        duty.battery = Joules(**battery);
    if (*sleep)
        duty.sleep = Watts(**sleep);
    return {};
}

Result<void> readInterfaces(const Json& root, std::vector<Interface>& interfaces)
{
    const auto names = texts(root, "interfaces");
    if (!names)
        return tl::make_unexpected(names.error());
    for (const std::string& name : *names) {
        const auto needed = interfaceFromString(name);
        if (!needed)
            return wrong("interfaces", name);
        interfaces.push_back(*needed);
    }
    return {};
}

Result<void> readPreferred(const Json& root, Preferred& preferred)
{
    const auto found = root.find("preferred");
    if (found == root.end())
        return {};
    const auto known = found->is_string() ? preferredFromString(found->get<std::string>()) : std::nullopt;
    if (!known)
        return wrong("preferred", "energy, latency, price, certainty");
    preferred = *known;
    return {};
}

Result<void> readAll(const Json& root, Requirements& requirements)
{
    for (const auto& [key, value] : root.items())
        if (key != "figures" && key != "duty" && key != "interfaces" && key != "groups" && key != "preferred")
            return fail(ErrorCode::questionKey, {key});
    if (auto read = readFigures(root, requirements); !read)
        return read;
    if (auto read = readDuty(root, requirements.duty); !read)
        return read;
    if (auto read = readInterfaces(root, requirements.interfaces); !read)
        return read;
    if (auto read = readPreferred(root, requirements.preferred); !read)
        return read;
    auto groups = texts(root, "groups");
    if (!groups)
        return tl::make_unexpected(groups.error());
    requirements.groups = std::move(*groups);
    return check(requirements);
}

} // namespace

std::string toJson(const Requirements& requirements)
{
    Json root = Json::object();
    for (const auto& [figure, needed] : requirements.figures)
        root["figures"][std::string(toString(figure))] = needed;
    const DutyCycleAsked& duty = requirements.duty;
    if (duty.inferencesPerSecond)
        root["duty"]["inferences_per_s"] = *duty.inferencesPerSecond;
    if (duty.battery)
        root["duty"]["battery_j"] = duty.battery->count();
    if (duty.sleep)
        root["duty"]["sleep_w"] = duty.sleep->count();
    for (const Interface needed : requirements.interfaces)
        root["interfaces"].push_back(toString(needed));
    for (const std::string& group : requirements.groups)
        root["groups"].push_back(group);
    root["preferred"] = toString(requirements.preferred);
    return root.dump(2, ' ', false, Json::error_handler_t::replace);
}

Result<Requirements> parseRequirements(std::string_view json)
{
    const Json root = Json::parse(json.begin(), json.end(), nullptr, false);
    if (root.is_discarded() || !root.is_object())
        return fail(ErrorCode::questionSyntax, {"JSON"});
    Requirements requirements;
    if (auto read = readAll(root, requirements); !read)
        return tl::make_unexpected(read.error());
    return requirements;
}

} // namespace tenbin
