// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/target/target_parser.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "engine/target/read_text_file.h"

namespace tenbin {

namespace fs = std::filesystem;

namespace {

constexpr int kMaxIncludeDepth = 8;

using Status = Result<void>;

class PresetParser {
public:
    PresetParser(ParsedTarget& result, fs::path file, std::string prefix, int depth)
        : m_result(result), m_file(std::move(file)), m_prefix(std::move(prefix)), m_depth(depth)
    {
    }

    Status parse(std::string_view text)
    {
        toml::table root;
        try {
            root = toml::parse(text, m_file.string());
        } catch (const toml::parse_error& error) {
            return fail(ErrorCode::presetSyntax, {std::string(error.description())},
                        {.file = m_file.string(), .line = static_cast<int>(error.source().begin.line)});
        }
        return parseRoot(root);
    }

private:
    ErrorLocation at(const toml::node& node, std::string element) const
    {
        return {.file = m_file.string(), .line = static_cast<int>(node.source().begin.line), .element = std::move(element)};
    }
    tl::unexpected<Error> wrongType(const toml::node& node, const std::string& key, std::string expected) const
    {
        return fail(ErrorCode::presetType, {key, std::move(expected)}, at(node, key));
    }
    tl::unexpected<Error> unknownKey(const toml::node& node, const std::string& key) const
    {
        return fail(ErrorCode::presetUnknownKey, {key}, at(node, key));
    }

    Status parseRoot(const toml::table& root)
    {
        // Includes first: this file overrides what it includes.
        if (const toml::node* include = root.get("include"))
            if (auto status = parseIncludes(*include, nullptr); !status)
                return status;
        for (const auto& [key, node] : root) {
            const std::string name(key.str());
            Status status;
            if (std::string* text = textField(name))
                status = readText(node, name, *text);
            else if (name == "references")
                status = readTexts(node, name, m_result.target.references);
            else if (name == "traits")
                status = readTraits(node, m_result.target.traits);
            else if (name == "parameters")
                status = readParameters(node, m_result.target.parameters, "");
            else if (name == "memories")
                status = readTables(node, name, [this](const toml::table& t) { return readMemory(t); });
            else if (name == "options")
                status = readTables(node, name, [this](const toml::table& t) { return readOption(t); });
            else if (name != "include")
                return unknownKey(node, name);
            if (!status)
                return status;
        }
        return {};
    }

    std::string* textField(std::string_view name)
    {
        Target& target = m_result.target;
        if (name == "name") return &target.name;
        if (name == "vendor") return &target.vendor;
        if (name == "architecture") return &target.architecture;
        if (name == "group") return &target.group;
        return nullptr;
    }

    Status readText(const toml::node& node, const std::string& key, std::string& into) const
    {
        const auto text = node.value_exact<std::string>();
        if (!text)
            return wrongType(node, key, "text");
        into = *text;
        return {};
    }

    Status readTexts(const toml::node& node, const std::string& key, std::vector<std::string>& into) const
    {
        const toml::array* array = node.as_array();
        if (!array)
            return wrongType(node, key, "list of texts");
        for (const toml::node& element : *array) {
            std::string text;
            if (auto status = readText(element, key, text); !status)
                return status;
            into.push_back(std::move(text));
        }
        return {};
    }

    template <class Reader>
    Status readTables(const toml::node& node, const std::string& key, Reader reader) const
    {
        const toml::array* array = node.as_array();
        if (!array)
            return wrongType(node, key, "list of tables");
        for (const toml::node& element : *array) {
            const toml::table* table = element.as_table();
            if (!table)
                return wrongType(element, key, "table");
            if (auto status = reader(*table); !status)
                return status;
        }
        return {};
    }

    /// `choice`: the include belongs to an option's choice and fills it; null: it fills the target.
    Status parseIncludes(const toml::node& node, OptionChoice* choice)
    {
        if (const toml::array* array = node.as_array()) {
            for (const toml::node& element : *array)
                if (auto status = parseInclude(element, choice); !status)
                    return status;
            return {};
        }
        return parseInclude(node, choice);
    }

    Status parseInclude(const toml::node& node, OptionChoice* choice)
    {
        std::string name, prefix;
        if (const toml::table* table = node.as_table()) {
            name = (*table)["file"].value_or(std::string());
            prefix = (*table)["prefix"].value_or(std::string());
        } else {
            name = node.value_or(std::string());
        }
        if (name.empty())
            return wrongType(node, "include", "file name, or { file, prefix }");
        if (m_depth >= kMaxIncludeDepth)
            return fail(ErrorCode::presetSyntax, {fmt::format("includes nested deeper than {}", kMaxIncludeDepth)},
                        at(node, "include"));
        const fs::path file = (m_file.parent_path() / name).lexically_normal();
        auto text = readTextFile(file);
        if (!text) {
            Error error = text.error();
            error.where = at(node, "include");
            return tl::make_unexpected(std::move(error));
        }
        if (!choice)
            return PresetParser(m_result, file, m_prefix + prefix, m_depth + 1).parse(*text);

        ParsedTarget fragment;
        if (auto status = PresetParser(fragment, file, m_prefix + prefix, m_depth + 1).parse(*text); !status)
            return status;
        for (auto& [key, value] : fragment.target.parameters)
            choice->parameters.insert_or_assign(key, std::move(value));
        for (auto& [key, value] : fragment.target.traits)
            choice->traits.insert_or_assign(key, std::move(value));
        std::move(fragment.numbers.begin(), fragment.numbers.end(), std::back_inserter(m_result.numbers));
        return {};
    }

    Status readTraits(const toml::node& node, Traits& into) const
    {
        const toml::table* table = node.as_table();
        if (!table)
            return wrongType(node, "traits", "table");
        for (const auto& [key, value] : *table) {
            std::string text;
            if (auto status = readText(value, std::string(key.str()), text); !status)
                return status;
            into.insert_or_assign(m_prefix + std::string(key.str()), std::move(text));
        }
        return {};
    }

    /// Flattens nested tables into dotted keys; a table with "value" is a number.
    Status readParameters(const toml::node& node, Parameters& into, const std::string& path)
    {
        const toml::table* table = node.as_table();
        if (!table)
            return wrongType(node, path.empty() ? "parameters" : path, "{ value, kind, source }");
        for (const auto& [key, child] : *table) {
            const std::string name = path.empty() ? std::string(key.str()) : path + "." + std::string(key.str());
            const toml::table* inner = child.as_table();
            const bool leaf = !inner || inner->contains("value");
            Status status = leaf ? readNumber(child, m_prefix + name, into) : readParameters(child, into, name);
            if (!status)
                return status;
        }
        return {};
    }

    Status readNumber(const toml::node& node, const std::string& key, Parameters& into)
    {
        const toml::table* table = node.as_table();
        if (!table)
            return fail(ErrorCode::presetUnsourced, {key}, at(node, key));
        for (const auto& [name, child] : *table) {
            const std::string_view field = name.str();
            if (field != "value" && field != "kind" && field != "source" && field != "interval")
                return unknownKey(child, key + "." + std::string(field));
        }
        const auto value = (*table)["value"].value<double>();
        if (!value)
            return wrongType(node, key + ".value", "number");
        const auto kind = sourceKindFromString((*table)["kind"].value_or(std::string()));
        const std::string source = (*table)["source"].value_or(std::string());
        if (!kind || source.empty())
            return fail(ErrorCode::presetUnsourced, {key}, at(node, key));

        Sourced<double> number{*value, *kind, source, std::nullopt};
        if (const toml::node* interval = table->get("interval")) {
            const toml::array* pair = interval->as_array();
            if (!pair || pair->size() != 2 || !(*pair)[0].is_number() || !(*pair)[1].is_number())
                return wrongType(*interval, key + ".interval", "[low, high]");
            number.interval = {pair->at(0).value_or(0.0), pair->at(1).value_or(0.0)};
        }
        m_result.numbers.push_back({key, *value, at(node, key)});
        into.insert_or_assign(key, std::move(number));
        return {};
    }

    Status readMemory(const toml::table& table)
    {
        MemorySpec memory;
        memory.id = table["id"].value_or(std::string());
        if (memory.id.empty())
            return fail(ErrorCode::presetMissingKey, {"id"}, at(table, "[[memories]]"));
        memory.name = table["name"].value_or(memory.id);
        memory.external = table["external"].value_or(false);
        const std::string role = table["role"].value_or(std::string());
        if (role == "weights")
            memory.role = MemoryRole::weights;
        else if (role == "activations")
            memory.role = MemoryRole::activations;
        else if (role == "weights_and_activations")
            memory.role = MemoryRole::weightsAndActivations;
        else
            return fail(ErrorCode::presetType, {"role", "weights, activations or weights_and_activations"},
                        at(table, "[[memories]] " + memory.id));
        for (const auto& [key, node] : table) {
            const std::string name(key.str());
            if (name == "id" || name == "name" || name == "role" || name == "external")
                continue;
            if (auto status = readNumber(node, "memory." + memory.id + "." + name, m_result.target.parameters); !status)
                return status;
        }
        auto& memories = m_result.target.memories;
        const auto same = std::find_if(memories.begin(), memories.end(), [&](const auto& m) { return m.id == memory.id; });
        if (same == memories.end())
            memories.push_back(std::move(memory));
        else
            *same = std::move(memory);
        return {};
    }

    Status readOption(const toml::table& table)
    {
        OptionSpec option;
        option.key = table["key"].value_or(std::string());
        if (option.key.empty())
            return fail(ErrorCode::presetMissingKey, {"key"}, at(table, "[[options]]"));
        const std::string element = "[[options]] " + option.key;
        for (const auto& [key, node] : table) {
            static constexpr std::array<std::string_view, 6> kKnown{"key", "kind", "default", "remedy", "choices", "range"};
            if (std::find(kKnown.begin(), kKnown.end(), key.str()) == kKnown.end())
                return unknownKey(node, element + " " + std::string(key.str()));
        }
        const std::string kind = table["kind"].value_or(std::string("choice"));
        option.defaultValue = table["default"].value_or(std::string());
        option.remedy = table["remedy"].value_or(false);

        Status status;
        if (kind == "number") {
            option.kind = OptionKind::number;
            status = readRange(table, element, option);
        } else if (kind == "flag") {
            option.kind = OptionKind::flag;
            option.choices = {{.id = "off"}, {.id = "on"}};
            if (option.defaultValue.empty())
                option.defaultValue = "off";
            status = readChoices(table, element, option);
        } else if (kind == "choice") {
            status = readChoices(table, element, option);
        } else {
            return fail(ErrorCode::presetType, {"kind", "choice, number or flag"}, at(table, element));
        }
        if (!status)
            return status;
        if (option.kind != OptionKind::number && !option.findChoice(option.defaultValue))
            return fail(ErrorCode::presetMissingKey, {"default"}, at(table, element));

        m_result.optionPlaces.push_back({option.key, 0.0, at(table, element)});
        auto& options = m_result.target.options;
        const auto same = std::find_if(options.begin(), options.end(), [&](const auto& o) { return o.key == option.key; });
        if (same == options.end())
            options.push_back(std::move(option));
        else
            *same = std::move(option);
        return {};
    }

    Status readRange(const toml::table& table, const std::string& element, OptionSpec& option) const
    {
        const toml::array* range = table["range"].as_array();
        if (!range || range->size() != 2 || !(*range)[0].is_number() || !(*range)[1].is_number())
            return fail(ErrorCode::presetType, {"range", "[lowest, highest]"}, at(table, element));
        option.lowest = range->at(0).value_or(0.0);
        option.highest = range->at(1).value_or(0.0);
        if (option.lowest > option.highest)
            return fail(ErrorCode::presetRange,
                        {"range", fmt::format("[{}, {}]", option.lowest, option.highest), "lowest before highest"},
                        at(table, element));
        return {};
    }

    Status readChoices(const toml::table& table, const std::string& element, OptionSpec& option)
    {
        const toml::array* array = table["choices"].as_array();
        if (!array)
            return option.kind == OptionKind::flag
                ? Status()
                : Status(fail(ErrorCode::presetMissingKey, {"choices"}, at(table, element)));
        for (const toml::node& node : *array) {
            OptionChoice choice;
            if (auto text = node.value_exact<std::string>()) {
                choice.id = *text;
            } else if (const toml::table* inner = node.as_table()) {
                if (auto status = readChoice(*inner, element, choice); !status)
                    return status;
            } else {
                return wrongType(node, element + " choices", "text or table");
            }
            const auto same = std::find_if(option.choices.begin(), option.choices.end(),
                                           [&](const OptionChoice& c) { return c.id == choice.id; });
            if (same == option.choices.end())
                option.choices.push_back(std::move(choice));
            else if (option.kind == OptionKind::flag)
                *same = std::move(choice);
            else
                return fail(ErrorCode::presetDuplicate, {choice.id, option.key}, at(node, element));
        }
        return {};
    }

    Status readChoice(const toml::table& table, const std::string& element, OptionChoice& choice)
    {
        choice.id = table["id"].value_or(std::string());
        if (choice.id.empty())
            return fail(ErrorCode::presetMissingKey, {"id"}, at(table, element + " choices"));
        if (const toml::node* include = table.get("include"))
            if (auto status = parseIncludes(*include, &choice); !status)
                return status;
        for (const auto& [key, node] : table) {
            const std::string_view name = key.str();
            Status status;
            if (name == "label")
                status = readText(node, "label", choice.label);
            else if (name == "parameters")
                status = readParameters(node, choice.parameters, "");
            else if (name == "traits")
                status = readTraits(node, choice.traits);
            else if (name != "id" && name != "include")
                return unknownKey(node, element + " " + choice.id + " " + std::string(name));
            if (!status)
                return status;
        }
        return {};
    }

    ParsedTarget& m_result;
    fs::path m_file;
    std::string m_prefix;
    int m_depth;
};

} // namespace

Result<ParsedTarget> parsePreset(std::string_view toml, const fs::path& file)
{
    ParsedTarget result;
    if (auto status = PresetParser(result, file, "", 0).parse(toml); !status)
        return tl::make_unexpected(status.error());
    return result;
}

} // namespace tenbin
