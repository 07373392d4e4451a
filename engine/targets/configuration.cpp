// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/targets/configuration.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/core/close_names.h"
#include "engine/targets/firmware.h"
#include "engine/targets/placement.h"
#include "engine/targets/quantity.h"

namespace tenbin {

std::string toString(const OptionValue& value)
{
    if (const auto* number = std::get_if<double>(&value))
        return fmt::format("{}", *number);
    return std::get<std::string>(value);
}

namespace {

constexpr double kSmallestCalibration = 0.05, kLargestCalibration = 20.0;

/// A number that can be reckoned with. Text ("200e6", "200 MHz") is in the unit of the key.
std::optional<double> numberOf(std::string_view key, const OptionValue& value)
{
    if (const auto* number = std::get_if<double>(&value))
        return std::isfinite(*number) ? std::optional(*number) : std::nullopt;
    return parseQuantity(std::get<std::string>(value), unitOfKey(nullptr, key));
}

std::string rangeText(std::string_view key, double lowest, double highest)
{
    const std::string_view unit = unitOfKey(nullptr, key);
    return fmt::format("{} … {}", exactQuantity(lowest, unit), exactQuantity(highest, unit));
}

std::string allowed(const OptionSpec& option)
{
    switch (option.kind) {
    case OptionKind::flag:
        return "on, off";
    case OptionKind::number:
        return rangeText(option.key, option.lowest, option.highest);
    case OptionKind::choice:
        break;
    }
    std::vector<std::string_view> ids;
    ids.reserve(option.choices.size());
    for (const OptionChoice& choice : option.choices)
        ids.push_back(choice.id);
    return fmt::format("{}", fmt::join(ids, ", "));
}

/// A capacity that nobody published may still be set: "memory.<id>.capacity_bytes".
bool isMemoryCapacity(const Target& target, std::string_view key)
{
    return std::any_of(target.memories.begin(), target.memories.end(),
                       [&](const MemorySpec& memory) { return key == "memory." + memory.id + ".capacity_bytes"; });
}

/// A number of the target: its own, or one that a choice brings along (an operating point's clock).
bool hasParameter(const Target& target, std::string_view key)
{
    return target.parameters.contains(key)
           || std::any_of(target.options.begin(), target.options.end(), [&](const OptionSpec& option) {
                  return std::any_of(option.choices.begin(), option.choices.end(),
                                     [&](const OptionChoice& choice) { return choice.parameters.contains(key); });
              });
}

Result<std::optional<OptionValue>> checkedPlacement(std::string_view key, const std::string& place)
{
    if (place == kAsCompiled)
        return std::nullopt;
    if (place != kOnProcessor)
        return fail(ErrorCode::optionValue,
                    {std::string(key), place, fmt::format("{}, {}", kOnProcessor, kAsCompiled)});
    return OptionValue(place);
}

tl::unexpected<Error> badValue(const OptionSpec& option, std::string_view text)
{
    std::vector<std::string> ids;
    ids.reserve(option.choices.size());
    for (const OptionChoice& choice : option.choices)
        ids.push_back(choice.id);
    Error error{ErrorCode::optionValue, {option.key, std::string(text), allowed(option)}, {}};
    error.suggestions = closeNames(text, ids);
    return tl::make_unexpected(std::move(error));
}

tl::unexpected<Error> unknownOption(const Target& target, std::string_view key)
{
    std::vector<std::string> keys;
    keys.reserve(target.options.size());
    for (const OptionSpec& option : target.options)
        keys.push_back(option.key);
    Error error{ErrorCode::optionUnknown, {std::string(key), target.id}, {}};
    error.suggestions = closeNames(key, keys);
    if (error.suggestions.empty()) {
        for (const auto& [parameter, number] : target.parameters)
            keys.push_back(parameter);
        for (const OptionSpec& option : firmwareOptions(target))
            keys.push_back(option.key);
        error.suggestions = closeNames(key, keys);
    }
    return tl::make_unexpected(std::move(error));
}

bool isKnownNumber(const Target& target, std::string_view key)
{
    return hasParameter(target, key) || isMemoryCapacity(target, key) || key == kLatencyCalibration
           || firmwareMemory(target, key);
}

/// Any number of a target may be varied, without a declared option.
Result<std::optional<OptionValue>> checkedParameter(const Target& target, std::string_view key,
                                                    const OptionValue& value)
{
    if (!isKnownNumber(target, key))
        return unknownOption(target, key);
    const auto refused = [&](std::string expected) {
        return fail(ErrorCode::optionValue, {std::string(key), toString(value), std::move(expected)});
    };
    const auto number = numberOf(key, value);
    if (!number) {
        const std::string_view unit = unitOfKey(nullptr, key);
        return refused(unit == "1" ? "a number" : fmt::format("a number, in {} if it has a unit", unit));
    }
    if (key == kLatencyCalibration && !(*number >= kSmallestCalibration && *number <= kLargestCalibration))
        return refused(rangeText(key, kSmallestCalibration, kLargestCalibration));
    if (firmwareMemory(target, key) && !(*number >= 0.0 && *number <= kLargestFirmware))
        return refused(rangeText(key, 0.0, kLargestFirmware));
    return OptionValue(*number);
}

} // namespace

Result<std::optional<OptionValue>> checkedOption(const Target& target, std::string_view key, const OptionValue& value)
{
    const OptionSpec* option = target.findOption(key);
    if (placedOperator(key) && canPlaceOnProcessor(target))
        return checkedPlacement(key, toString(value));
    if (!option)
        return checkedParameter(target, key, value);
    if (option->kind == OptionKind::number) {
        const auto number = numberOf(key, value);
        if (!number || *number < option->lowest || *number > option->highest)
            return badValue(*option, toString(value));
        return OptionValue(*number);
    }
    std::string id = toString(value);
    const bool known = option->kind == OptionKind::flag ? id == "on" || id == "off" : option->findChoice(id) != nullptr;
    if (!known)
        return badValue(*option, id);
    if (id == option->defaultValue)
        return std::nullopt;
    return OptionValue(std::move(id));
}

Result<Configuration> withOption(const Target& target, Configuration configuration, std::string_view key,
                                 const OptionValue& value)
{
    auto checked = checkedOption(target, key, value);
    if (!checked)
        return tl::make_unexpected(std::move(checked.error()));
    if (*checked)
        configuration.values.insert_or_assign(std::string(key), std::move(**checked));
    else
        configuration.values.erase(std::string(key));
    return configuration;
}

std::optional<OptionCondition> unmetCondition(const Target& target, const Configuration& configuration,
                                              std::string_view key)
{
    const OptionSpec* option = target.findOption(key);
    if (!option)
        return std::nullopt;
    for (const auto& [otherKey, choices] : option->actsWith) {
        const OptionSpec* other = target.findOption(otherKey);
        if (!other)
            continue;
        const auto chosen = configuration.values.find(otherKey);
        const std::string id = chosen == configuration.values.end() ? other->defaultValue : toString(chosen->second);
        if (std::find(choices.begin(), choices.end(), id) != choices.end())
            continue;
        OptionCondition unmet{otherKey, {}};
        for (const std::string& choice : choices)
            if (other->findChoice(choice))
                unmet.choices.push_back(choice);
        return unmet;
    }
    return std::nullopt;
}

} // namespace tenbin
