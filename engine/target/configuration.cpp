// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/target/configuration.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/target/placement.h"

namespace tenbin {

std::string toString(const OptionValue& value)
{
    if (const auto* number = std::get_if<double>(&value))
        return fmt::format("{}", *number);
    return std::get<std::string>(value);
}

namespace {

constexpr double kSmallestCalibration = 0.05, kLargestCalibration = 20.0;

std::optional<double> parseNumber(std::string_view text)
{
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

std::string allowed(const OptionSpec& option)
{
    switch (option.kind) {
    case OptionKind::flag:
        return "on, off";
    case OptionKind::number:
        return fmt::format("{} … {}", option.lowest, option.highest);
    case OptionKind::choice:
        break;
    }
    std::vector<std::string_view> ids;
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

Result<Configuration> withPlacement(Configuration configuration, std::string_view key, std::string_view text)
{
    if (text != kOnProcessor && text != kAsCompiled)
        return fail(ErrorCode::optionValue,
                    {std::string(key), std::string(text), fmt::format("{}, {}", kOnProcessor, kAsCompiled)});
    if (text == kAsCompiled)
        configuration.values.erase(std::string(key));
    else
        configuration.values.insert_or_assign(std::string(key), OptionValue(std::string(text)));
    return configuration;
}

tl::unexpected<Error> badValue(const OptionSpec& option, std::string_view text)
{
    return fail(ErrorCode::optionValue, {option.key, std::string(text), allowed(option)});
}

} // namespace

Result<Configuration> withOption(const Target& target, Configuration configuration, std::string_view key,
                                 std::string_view text)
{
    const OptionSpec* option = target.findOption(key);
    if (placedOperator(key) && canPlaceOnProcessor(target))
        return withPlacement(std::move(configuration), key, text);
    if (!option) {
        // Architects may vary any number of a target, without a declared option.
        if (!hasParameter(target, key) && !isMemoryCapacity(target, key) && key != kLatencyCalibration)
            return fail(ErrorCode::optionUnknown, {std::string(key), target.id});
        const auto number = parseNumber(text);
        if (!number)
            return fail(ErrorCode::optionValue, {std::string(key), std::string(text), "a number"});
        if (key == kLatencyCalibration && !(*number >= kSmallestCalibration && *number <= kLargestCalibration))
            return fail(ErrorCode::optionValue, {std::string(key), std::string(text),
                                                 fmt::format("{} … {}", kSmallestCalibration, kLargestCalibration)});
        configuration.values.insert_or_assign(std::string(key), OptionValue(*number));
        return configuration;
    }
    if (option->kind == OptionKind::number) {
        const auto number = parseNumber(text);
        if (!number || *number < option->lowest || *number > option->highest)
            return badValue(*option, text);
        configuration.values.insert_or_assign(option->key, OptionValue(*number));
        return configuration;
    }
    const bool known =
        option->kind == OptionKind::flag ? text == "on" || text == "off" : option->findChoice(text) != nullptr;
    if (!known)
        return badValue(*option, text);
    if (text == option->defaultValue)
        configuration.values.erase(option->key);
    else
        configuration.values.insert_or_assign(option->key, OptionValue(std::string(text)));
    return configuration;
}

} // namespace tenbin
