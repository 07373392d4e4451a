// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/targets/preset_writer.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "engine/targets/product_writer.h"

namespace tenbin {

namespace {

bool isBare(std::string_view part)
{
    return !part.empty() && std::all_of(part.begin(), part.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    });
}

/// Length of the UTF-8 sequence at the front, 0 if it is none (overlong forms and surrogates are none).
std::size_t sequenceLength(std::string_view text)
{
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
    const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0u) == 0x80u; };
    const unsigned first = byte(0);
    if (first < 0x80)
        return 1;
    if (first >= 0xC2 && first < 0xE0)
        return follows(1) ? 2 : 0;
    if (first >= 0xE0 && first < 0xF0) {
        const bool bad = (first == 0xE0 && byte(1) < 0xA0) || (first == 0xED && byte(1) >= 0xA0);
        if (bad || !follows(1) || !follows(2))
            return 0;
        return 3;
    }
    if (first >= 0xF0 && first < 0xF5) {
        const bool bad = (first == 0xF0 && byte(1) < 0x90) || (first == 0xF4 && byte(1) >= 0x90);
        if (bad || !follows(1) || !follows(2) || !follows(3))
            return 0;
        return 4;
    }
    return 0;
}

std::string_view roleName(MemoryRole role)
{
    switch (role) {
    case MemoryRole::weights:
        return "weights";
    case MemoryRole::activations:
        return "activations";
    case MemoryRole::weightsAndActivations:
        break;
    }
    return "weights_and_activations";
}

/// Keys of which one is the beginning of another ("a" and "a.b") cannot both be tables.
std::string keyAmong(const Parameters& parameters, const std::string& key)
{
    const std::string below = key + ".";
    const auto next = parameters.upper_bound(below);
    const bool parent = next != parameters.end() && next->first.starts_with(below);
    bool child = false;
    for (std::size_t dot = key.find('.'); dot != std::string::npos; dot = key.find('.', dot + 1))
        child = child || parameters.contains(std::string_view(key).substr(0, dot));
    // A part named "value" would make the table around it look like a number.
    const bool value = key == "value" || key.find(".value") != std::string::npos;
    if (parent || child || value)
        return tomlText(key);
    return tomlKey(key);
}

void writeParameters(std::string& out, const Parameters& parameters, const std::set<std::string>& elsewhere,
                     std::string_view prefix)
{
    for (const auto& [key, number] : parameters)
        if (!elsewhere.contains(key))
            out += fmt::format("{}{} = {}\n", prefix, keyAmong(parameters, key), tomlNumber(number));
}

void writeTraits(std::string& out, const Traits& traits, std::string_view prefix)
{
    for (const auto& [key, text] : traits) // a trait's key is one word: the reader does not look into tables
        out += fmt::format("{}{} = {}\n", prefix, isBare(key) ? key : tomlText(key), tomlText(text));
}

/// Numbers "memory.<id>.<key>" stand with their memory; notes which ones in `written`.
void writeMemory(std::string& out, const MemorySpec& memory, const Parameters& parameters,
                 std::set<std::string>& written)
{
    out += fmt::format("\n[[memories]]\nid = {}\nname = {}\nrole = \"{}\"\n", tomlText(memory.id),
                       tomlText(memory.name), roleName(memory.role));
    if (memory.external)
        out += "external = true\n";
    const std::string prefix = "memory." + memory.id + ".";
    for (auto it = parameters.lower_bound(prefix); it != parameters.end() && it->first.starts_with(prefix); ++it) {
        const std::string_view key = std::string_view(it->first).substr(prefix.size());
        if (!isBare(key) || key == "id" || key == "name" || key == "role" || key == "external"
            || !written.insert(it->first).second)
            continue;
        out += fmt::format("{} = {}\n", key, tomlNumber(it->second));
    }
}

void writeChoices(std::string& out, const OptionSpec& option)
{
    const bool plain = std::all_of(option.choices.begin(), option.choices.end(), [](const OptionChoice& c) {
        return c.label.empty() && c.parameters.empty() && c.traits.empty();
    });
    if (plain && option.kind == OptionKind::flag && option.choices.size() == 2)
        return; // on and off come by themselves
    if (plain) {
        out += "choices = [";
        for (std::size_t i = 0; i < option.choices.size(); ++i)
            out += (i ? ", " : "") + tomlText(option.choices[i].id);
        out += "]\n";
        return;
    }
    for (const OptionChoice& choice : option.choices) {
        out += fmt::format("[[options.choices]]\nid = {}\n", tomlText(choice.id));
        if (!choice.label.empty())
            out += fmt::format("label = {}\n", tomlText(choice.label));
        writeTraits(out, choice.traits, "traits.");
        writeParameters(out, choice.parameters, {}, "parameters.");
    }
}

void writeConditions(std::string& out, const OptionSpec& option)
{
    std::string conditions;
    for (const auto& [key, choices] : option.actsWith) {
        std::string ids;
        for (const std::string& id : choices)
            ids += (ids.empty() ? "" : ", ") + tomlText(id);
        conditions += fmt::format("{}{} = [{}]", conditions.empty() ? "" : ", ", key, ids);
    }
    if (!conditions.empty())
        out += fmt::format("acts_with = {{ {} }}\n", conditions);
}

void writeOption(std::string& out, const OptionSpec& option)
{
    out += fmt::format("\n[[options]]\nkey = {}\n", tomlText(option.key));
    if (option.kind == OptionKind::number)
        out +=
            fmt::format("kind = \"number\"\nrange = [{}, {}]\n", tomlNumber(option.lowest), tomlNumber(option.highest));
    if (option.kind == OptionKind::flag)
        out += "kind = \"flag\"\n";
    if (option.kind != OptionKind::number || !option.defaultValue.empty())
        out += fmt::format("default = {}\n", tomlText(option.defaultValue));
    if (option.remedy)
        out += "remedy = true\n";
    if (!option.label.empty())
        out += fmt::format("label = {}\n", tomlText(option.label));
    writeConditions(out, option);
    if (option.kind != OptionKind::number)
        writeChoices(out, option);
}

} // namespace

std::string tomlText(std::string_view text)
{
    std::string out = "\"";
    while (!text.empty()) {
        const std::size_t length = sequenceLength(text);
        const auto byte = static_cast<unsigned char>(text.front());
        if (length == 0)
            out += "\\uFFFD";
        else if (byte == '"' || byte == '\\')
            out += {'\\', text.front()};
        else if (byte < 0x20 || byte == 0x7F)
            out += fmt::format("\\u{:04X}", byte);
        else
            out += text.substr(0, length);
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return out + "\"";
}

std::string tomlKey(std::string_view dotted)
{
    std::string out;
    while (true) {
        const std::size_t dot = dotted.find('.');
        const std::string_view part = dotted.substr(0, dot);
        out += isBare(part) ? std::string(part) : tomlText(part);
        if (dot == std::string_view::npos)
            return out;
        out += '.';
        dotted.remove_prefix(dot + 1);
    }
}

std::string tomlNumber(double value)
{
    if (std::isnan(value))
        return "nan";
    if (std::isinf(value))
        return value > 0 ? "inf" : "-inf";
    std::string text = fmt::format("{}", value);
    // More digits than TOML's 64-bit integers hold: a float must say so.
    if (text.find_first_of(".e") == std::string::npos && std::abs(value) >= 9e15)
        text += ".0";
    if (text == "-0")
        return "-0.0";
    return text;
}

std::string tomlNumber(const Sourced<double>& number)
{
    std::string text = fmt::format("{{ value = {}, kind = \"{}\", source = {}", tomlNumber(number.value),
                                   toString(number.kind), tomlText(number.source));
    if (number.interval)
        text += fmt::format(", interval = [{}, {}]", tomlNumber(number.interval->first),
                            tomlNumber(number.interval->second));
    return text + " }";
}

std::string writePreset(const Target& target, std::string_view origin, std::string_view comment)
{
    std::string out;
    while (!comment.empty()) {
        const std::size_t end = comment.find('\n');
        std::string line(comment.substr(0, end));
        std::erase_if(line, [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\t'; });
        out += line.empty() ? "#\n" : "# " + line + "\n";
        comment.remove_prefix(end == std::string_view::npos ? comment.size() : end + 1);
    }
    for (const auto& [key, text] : {std::pair("name", &target.name),
                                    {"vendor", &target.vendor},
                                    {"architecture", &target.architecture},
                                    {"group", &target.group}})
        out += fmt::format("{} = {}\n", key, tomlText(*text));
    if (!origin.empty())
        out += fmt::format("origin = {}\n", tomlText(origin));
    if (!target.references.empty()) {
        out += "references = [\n";
        for (const std::string& reference : target.references)
            out += "  " + tomlText(reference) + ",\n";
        out += "]\n";
    }
    if (!target.traits.empty()) {
        out += "\n[traits]\n";
        writeTraits(out, target.traits, "");
    }
    std::set<std::string> written;
    std::string memories;
    std::string options;
    for (const MemorySpec& memory : target.memories)
        writeMemory(memories, memory, target.parameters, written);
    for (const OptionSpec& option : target.options)
        writeOption(options, option);
    out += "\n[parameters]\n";
    writeParameters(out, target.parameters, written, "");
    return out + memories + options + writeProduct(target.product);
}

std::string leadingComment(std::string_view toml)
{
    std::string comment;
    while (toml.starts_with('#')) {
        const std::size_t end = std::min(toml.find('\n'), toml.size());
        std::string_view line = toml.substr(1, end - 1);
        if (line.starts_with(' '))
            line.remove_prefix(1);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        comment.append(line).push_back('\n');
        toml.remove_prefix(std::min(end + 1, toml.size()));
    }
    if (!comment.empty())
        comment.pop_back();
    return comment;
}

} // namespace tenbin
