// SPDX-License-Identifier: GPL-3.0-or-later
#include <charconv>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/zoo/network_family.h"

namespace tenbin {

namespace {

/// A finite number in the C locale, whatever the process's locale is.
std::optional<double> parseNumber(std::string_view text)
{
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = error == std::errc() && end == text.data() + text.size();
    return whole && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

bool isInput(const NetworkParameter& parameter) { return parameter.key == "input"; }
bool isNumber(const NetworkParameter& parameter) { return parameter.highest > parameter.lowest; }
/// A default without a point is a count: its parameter takes whole numbers only.
bool isCount(const NetworkParameter& parameter) { return parameter.defaultValue.find('.') == std::string::npos; }

/// The numbers between the letters x: "96x128" -> {96, 128}; empty if one is not a number.
std::vector<double> parseSides(std::string_view text)
{
    std::vector<double> sides;
    while (true) {
        const std::size_t end = text.find('x');
        const auto side = parseNumber(text.substr(0, end));
        if (!side)
            return {};
        sides.push_back(*side);
        if (end == std::string_view::npos)
            return sides;
        text.remove_prefix(end + 1);
    }
}

constexpr double kMaxInputChannels = 1024;

/// "96", "96x128" or "96x128x1" -> "96x128x1"; missing channels as the family's default.
std::optional<std::string> normalInput(const NetworkParameter& parameter, std::string_view text)
{
    std::vector<double> sides = parseSides(text);
    if (sides.size() == 1)
        sides.push_back(sides[0]);
    if (sides.size() == 2)
        sides.push_back(parseSides(parameter.defaultValue).at(2));
    if (sides.size() != 3)
        return std::nullopt;
    for (std::size_t i = 0; i < 3; ++i) {
        const bool side = i < 2;
        const double lowest = side ? parameter.lowest : 1;
        const double highest = side ? parameter.highest : kMaxInputChannels;
        if (sides[i] < lowest || sides[i] > highest || std::fmod(sides[i], side ? parameter.multiple : 1) != 0.0)
            return std::nullopt;
    }
    return fmt::format("{}x{}x{}", static_cast<int>(sides[0]), static_cast<int>(sides[1]), static_cast<int>(sides[2]));
}

std::optional<std::string> normalNumber(const NetworkParameter& parameter, std::string_view text)
{
    const auto value = parseNumber(text);
    if (!value || *value < parameter.lowest || *value > parameter.highest)
        return std::nullopt;
    if (isCount(parameter))
        return *value == std::floor(*value) ? std::optional(std::to_string(static_cast<std::int64_t>(*value)))
                                            : std::nullopt;
    // Written as the family writes it, so that 1 and 1.0 are one network.
    if (*value == parseNumber(parameter.defaultValue))
        return parameter.defaultValue;
    for (const std::string& choice : parameter.choices)
        if (*value == parseNumber(choice))
            return choice;
    return fmt::format("{}", *value);
}

/// The present input scaled down to the longer side of `choice`.
std::optional<std::string> scaledInput(const NetworkParameter& parameter, const std::vector<double>& present,
                                       const std::string& choice)
{
    const std::vector<double> sides = parseSides(choice);
    const double longest = sides.size() == 1 ? sides[0] : std::max(sides.at(0), sides.at(1));
    const double scale = longest / std::max(present[0], present[1]);
    if (scale >= 1.0)
        return std::nullopt;
    const auto side = [&](double length) {
        return static_cast<int>(std::lround(length * scale / parameter.multiple)) * parameter.multiple;
    };
    return normalInput(parameter, fmt::format("{}x{}x{}", side(present[0]), side(present[1]), present[2]));
}

} // namespace

double NetworkValues::number(const std::string& key) const { return parseNumber(m_values.at(key)).value_or(0.0); }

std::int64_t NetworkValues::integer(const std::string& key) const { return static_cast<std::int64_t>(number(key)); }

InputSize NetworkValues::input() const
{
    const std::vector<double> sides = parseSides(m_values.at("input"));
    return {static_cast<std::int64_t>(sides.at(0)), static_cast<std::int64_t>(sides.at(1)),
            static_cast<std::int64_t>(sides.at(2))};
}

std::optional<std::string> normalValue(const NetworkParameter& parameter, std::string_view text)
{
    if (isInput(parameter))
        return normalInput(parameter, text);
    if (isNumber(parameter))
        return normalNumber(parameter, text);
    const auto known = std::find(parameter.choices.begin(), parameter.choices.end(), text);
    return known == parameter.choices.end() ? std::nullopt : std::optional(*known);
}

std::string allowedValues(const NetworkParameter& parameter)
{
    if (parameter.multiple > 1)
        return fmt::format("{}, {} … {}", parameter.lowest, parameter.lowest + parameter.multiple, parameter.highest);
    if (isNumber(parameter))
        return fmt::format("{} … {}", parameter.lowest, parameter.highest);
    return fmt::format("{}", fmt::join(parameter.choices, ", "));
}

std::vector<std::string> smallerValues(const NetworkParameter& parameter, const std::string& present)
{
    std::vector<std::string> smaller;
    if (isInput(parameter)) {
        const std::vector<double> sides = parseSides(present);
        for (const std::string& choice : parameter.choices)
            if (auto value = scaledInput(parameter, sides, choice))
                smaller.push_back(std::move(*value));
    } else if (isNumber(parameter)) {
        const double now = parseNumber(present).value_or(parameter.lowest);
        for (const std::string& choice : parameter.choices)
            if (parseNumber(choice).value_or(now) < now)
                smaller.push_back(choice);
    } else {
        const auto here = std::find(parameter.choices.begin(), parameter.choices.end(), present);
        smaller.assign(parameter.choices.begin(), here);
    }
    std::reverse(smaller.begin(), smaller.end()); // choices are offered smallest first
    return smaller;
}

NetworkParameter widthParameter(std::string value, std::vector<std::string> choices)
{
    return {.key = "alpha",
            .defaultValue = std::move(value),
            .choices = std::move(choices),
            .lowest = 0.05,
            .highest = 4.0,
            .shrinks = true};
}

NetworkParameter inputParameter(std::string value, std::vector<std::string> choices, int lowest, int highest,
                                int multiple)
{
    return {.key = "input",
            .defaultValue = std::move(value),
            .choices = std::move(choices),
            .lowest = static_cast<double>(lowest),
            .highest = static_cast<double>(highest),
            .shrinks = true,
            .multiple = multiple};
}

NetworkParameter classesParameter(int value) { return integerParameter("classes", value, 1, 100000); }

NetworkParameter choiceParameter(std::string key, std::string value, std::vector<std::string> choices)
{
    return {.key = std::move(key), .defaultValue = std::move(value), .choices = std::move(choices)};
}

NetworkParameter sizeParameter(std::string value, std::vector<std::string> choices)
{
    NetworkParameter parameter = choiceParameter("size", std::move(value), std::move(choices));
    parameter.shrinks = true;
    return parameter;
}

NetworkParameter integerParameter(std::string key, int value, int lowest, int highest, std::vector<std::string> choices)
{
    const bool shrinks = !choices.empty();
    return {.key = std::move(key),
            .defaultValue = std::to_string(value),
            .choices = std::move(choices),
            .lowest = static_cast<double>(lowest),
            .highest = static_cast<double>(highest),
            .shrinks = shrinks};
}

} // namespace tenbin
