// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/exploration/question.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace tenbin {

namespace {

std::string tomlString(std::string_view text)
{
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            result += '\\';
        if (static_cast<unsigned char>(c) < 0x20)
            result += fmt::format("\\u{:04x}", static_cast<int>(c));
        else
            result += c;
    }
    return result + '"';
}

/// A TOML float: the shortest text that reads back to the same number.
std::string number(double value)
{
    const std::string text = fmt::format("{}", value);
    if (text.find_first_of(".e") == std::string::npos)
        return text + ".0";
    return text;
}

std::string written(const OptionValue& value)
{
    if (const auto* text = std::get_if<std::string>(&value))
        return tomlString(*text);
    return number(std::get<double>(value));
}

template <class List, class Write>
std::string array(const List& list, Write write)
{
    std::vector<std::string> texts;
    for (const auto& item : list)
        texts.push_back(write(item));
    return fmt::format("[{}]", fmt::join(texts, ", "));
}

void writeNetworks(const Question& question, std::string& out)
{
    for (const QuestionNetwork& network : question.networks) {
        out += fmt::format("\n[[networks]]\nmodel = {}\n", tomlString(network.model));
        for (const auto& [key, values] : network.vary)
            out += fmt::format("vary.{} = {}\n", tomlString(key), array(values, tomlString));
        for (const auto& [spec, accuracy] : network.accuracy)
            out += fmt::format("accuracy.{} = {}\n", tomlString(spec), number(accuracy));
    }
}

void writeAxes(const Question& question, std::string& out)
{
    for (const QuestionAxis& axis : question.axes) {
        out += fmt::format("\n[[axes]]\nkey = {}\n", tomlString(axis.key));
        const std::string steps =
            fmt::format("{{ from = {}, to = {}, count = {} }}", number(axis.from), number(axis.to), axis.count);
        switch (axis.kind) {
        case QuestionAxis::Kind::list:
            out += fmt::format("values = {}\n", array(axis.list, written));
            break;
        case QuestionAxis::Kind::range:
            out += fmt::format("range = {}\n", steps);
            break;
        case QuestionAxis::Kind::logRange:
            out += fmt::format("log_range = {}\n", steps);
            break;
        }
        if (!axis.targets.empty())
            out += fmt::format("targets = {}\n", tomlString(axis.targets));
    }
}

void writeConstraints(const Constraints& constraints, std::string& out)
{
    out += fmt::format("\n[constraints]\nfits = {}\n", constraints.fits);
    for (const Bounds& bounds : constraints.bounds) {
        std::vector<std::string> sides;
        if (bounds.atLeast)
            sides.push_back("at_least = " + number(*bounds.atLeast));
        if (bounds.atMost)
            sides.push_back("at_most = " + number(*bounds.atMost));
        out += fmt::format("{} = {{ {} }}\n", toString(bounds.figure), fmt::join(sides, ", "));
    }
}

} // namespace

std::vector<std::string> QuestionNetwork::specs() const
{
    std::vector<std::string> list{model};
    for (const auto& [key, values] : vary) {
        std::vector<std::string> next;
        for (const std::string& spec : list) {
            char mark = '&';
            if (spec.find('?') == std::string::npos)
                mark = '?';
            for (const std::string& value : values)
                next.push_back(fmt::format("{}{}{}={}", spec, mark, key, value));
        }
        list = std::move(next);
    }
    return list;
}

std::vector<OptionValue> QuestionAxis::values() const
{
    if (kind == Kind::list)
        return list;
    std::vector<OptionValue> result;
    for (int i = 0; i < count; ++i) {
        const double share = static_cast<double>(i) / std::max(count - 1, 1);
        if (i > 0 && i == count - 1)
            result.emplace_back(to);
        else if (kind == Kind::range)
            result.emplace_back(from + share * (to - from));
        else
            result.emplace_back(from * std::pow(to / from, share));
    }
    return result;
}

std::string toToml(const Question& question)
{
    std::string out =
        fmt::format("name = {}\ntargets = {}\nobjectives = {}\n", tomlString(question.name),
                    array(question.targets, tomlString), array(question.objectives, [](const Objective& objective) {
                        return tomlString(fmt::format("{}:{}", directionOf(objective), toString(objective.figure)));
                    }));
    if (question.method == SearchMethod::nsga2)
        out += fmt::format("search = {{ method = \"nsga2\", population = {}, generations = {}, seed = {} }}\n",
                           question.population, question.generations, question.seed);
    writeNetworks(question, out);
    writeAxes(question, out);
    writeConstraints(question.constraints, out);
    return out;
}

bool matchesPattern(std::string_view pattern, std::string_view text)
{
    const std::size_t star = pattern.find('*');
    if (star == std::string_view::npos)
        return pattern == text;
    if (!text.starts_with(pattern.substr(0, star)))
        return false;
    const std::string_view rest = pattern.substr(star + 1);
    for (std::size_t from = star; from <= text.size(); ++from)
        if (matchesPattern(rest, text.substr(from)))
            return true;
    return false;
}

} // namespace tenbin
