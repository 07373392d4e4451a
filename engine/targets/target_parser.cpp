// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/targets/target_parser.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "engine/targets/included_files.h"
#include "engine/targets/product_parser.h"
#include "engine/targets/target_file.h"
#include "engine/targets/toml_text.h"

namespace tenbin {

namespace fs = std::filesystem;

namespace {

constexpr int kMaxIncludeDepth = 8;
constexpr int kMaxIncludes = 200; // files that include each other must end

/// The files of one preset: where they may lie, and how many there were.
struct Includes {
    fs::path folder;
    IncludedFiles& files;
    int count = 0;
};

/// Reads what it can and notes what is wrong: an editor shows every error at once.
class PresetParser {
public:
    PresetParser(ParsedTarget& result, fs::path file, std::string prefix, int depth, Includes& includes)
        : m_result(result), m_file(std::move(file)), m_prefix(std::move(prefix)), m_depth(depth), m_includes(includes)
    {
    }
    /// Numbers belong to this choice of an option from now on.
    void setChoice(std::string option, std::string choice)
    {
        m_option = std::move(option);
        m_choice = std::move(choice);
    }

    void parse(std::string_view text)
    {
        auto root = parseToml(text, m_file.string());
        if (root)
            parseRoot(*root);
        else
            m_result.errors.push_back(std::move(root.error()));
    }
    void parseRoot(const toml::table& root)
    {
        // Includes first: this file overrides what it includes.
        if (const toml::node* include = root.get("include"))
            parseIncludes(*include, nullptr);
        for (const auto& [key, node] : root)
            readField(std::string(key.str()), node);
    }

private:
    ErrorLocation at(const toml::node& node, std::string element) const
    {
        return {.file = m_file.string(),
                .offset = {},
                .line = static_cast<int>(node.source().begin.line),
                .element = std::move(element)};
    }
    void note(ErrorCode code, std::vector<std::string> arguments, ErrorLocation where)
    {
        m_result.errors.push_back({code, std::move(arguments), std::move(where)});
    }
    void wrongType(const toml::node& node, const std::string& key, std::string expected)
    {
        note(ErrorCode::presetType, {key, std::move(expected)}, at(node, key));
    }
    void unknownKey(const toml::node& node, const std::string& key)
    {
        note(ErrorCode::presetUnknownKey, {key}, at(node, key));
    }

    void readField(const std::string& name, const toml::node& node)
    {
        if (std::string* text = textField(name))
            readText(node, name, *text);
        else if (name == "references")
            readTexts(node, name, m_result.target.references);
        else if (name == "traits")
            readTraits(node, m_result.target.traits);
        else if (name == "parameters")
            readOwnParameters(node);
        else if (name == "memories")
            readTables(node, name, [this](const toml::table& t) { readMemory(t); });
        else if (name == "options")
            readTables(node, name, [this](const toml::table& t) { readOption(t); });
        else if (name == "product")
            readOwnProduct(node);
        else if (name != "include")
            unknownKey(node, name);
    }

    /// A chip that is made from another one's file is not sold as that.
    void readOwnProduct(const toml::node& node)
    {
        Product other;
        readProduct(node, m_file.string(), m_depth == 0 ? m_result.target.product : other, m_result.errors);
    }

    std::string* textField(std::string_view name)
    {
        Target& target = m_result.target;
        if (name == "name")
            return &target.name;
        if (name == "vendor")
            return &target.vendor;
        if (name == "architecture")
            return &target.architecture;
        if (name == "group")
            return &target.group;
        if (name == "origin")
            return &m_result.origin;
        return nullptr;
    }

    void readText(const toml::node& node, const std::string& key, std::string& into)
    {
        if (auto text = node.value_exact<std::string>())
            into = std::move(*text);
        else
            wrongType(node, key, "text");
    }

    void readTexts(const toml::node& node, const std::string& key, std::vector<std::string>& into)
    {
        const toml::array* array = node.as_array();
        if (!array)
            return wrongType(node, key, "list of texts");
        for (const toml::node& element : *array)
            readText(element, key, into.emplace_back());
    }

    template <class Reader>
    void readTables(const toml::node& node, const std::string& key, Reader reader)
    {
        const toml::array* array = node.as_array();
        if (!array)
            return wrongType(node, key, "list of tables");
        for (const toml::node& element : *array) {
            if (const toml::table* table = element.as_table())
                reader(*table);
            else
                wrongType(element, key, "table");
        }
    }

    /// `choice`: the include belongs to an option's choice and fills it; null: it fills the target.
    void parseIncludes(const toml::node& node, OptionChoice* choice)
    {
        if (const toml::array* array = node.as_array()) {
            for (const toml::node& element : *array)
                parseInclude(element, choice);
            return;
        }
        parseInclude(node, choice);
    }

    void parseInclude(const toml::node& node, OptionChoice* choice)
    {
        std::string name;
        std::string prefix;
        if (const toml::table* table = node.as_table()) {
            name = (*table)["file"].value_or(std::string());
            prefix = (*table)["prefix"].value_or(std::string());
        } else {
            name = node.value_or(std::string());
        }
        if (name.empty())
            return wrongType(node, "include", "file name, or { file, prefix }");
        if (m_depth >= kMaxIncludeDepth)
            return note(ErrorCode::presetSyntax, {fmt::format("includes nested deeper than {}", kMaxIncludeDepth)},
                        at(node, "include"));
        if (m_includes.count >= kMaxIncludes) {
            if (m_includes.count++ == kMaxIncludes)
                note(ErrorCode::presetSyntax, {fmt::format("more than {} includes", kMaxIncludes)},
                     at(node, "include"));
            return;
        }
        ++m_includes.count;
        const fs::path file = (m_file.parent_path() / name).lexically_normal();
        if (fs::path(name).is_absolute() || !liesInside(file, m_includes.folder))
            return note(ErrorCode::presetSyntax, {fmt::format("the include \"{}\" lies outside of the presets", name)},
                        at(node, "include"));
        auto table = m_includes.files.table(file);
        if (!table)
            return noteUnread(std::move(table.error()), node);
        if (!choice)
            return PresetParser(m_result, file, m_prefix + prefix, m_depth + 1, m_includes).parseRoot(**table);

        ParsedTarget fragment;
        PresetParser reader(fragment, file, m_prefix + prefix, m_depth + 1, m_includes);
        reader.setChoice(m_option, m_choice);
        reader.parseRoot(**table);
        for (auto& [key, value] : fragment.target.parameters)
            choice->parameters.insert_or_assign(key, std::move(value));
        for (auto& [key, value] : fragment.target.traits)
            choice->traits.insert_or_assign(key, std::move(value));
        std::move(fragment.numbers.begin(), fragment.numbers.end(), std::back_inserter(m_result.numbers));
        std::move(fragment.errors.begin(), fragment.errors.end(), std::back_inserter(m_result.errors));
    }

    /// A file that is not there is the fault of who names it; one that is wrong has a place of its own.
    void noteUnread(Error error, const toml::node& include)
    {
        if (error.code != ErrorCode::presetSyntax)
            error.where = at(include, "include");
        m_result.errors.push_back(std::move(error));
    }

    void readTraits(const toml::node& node, Traits& into)
    {
        const toml::table* table = node.as_table();
        if (!table)
            return wrongType(node, "traits", "table");
        for (const auto& [key, value] : *table)
            readText(value, std::string(key.str()), into[m_prefix + std::string(key.str())]);
    }

    void readOwnParameters(const toml::node& node)
    {
        if (m_depth == 0)
            m_result.parametersLine = static_cast<int>(node.source().begin.line);
        readParameters(node, m_result.target.parameters, "");
    }

    /// Flattens nested tables into dotted keys; a table with "value" is a number.
    void readParameters(const toml::node& node, Parameters& into, const std::string& path)
    {
        const toml::table* table = node.as_table();
        if (!table)
            return wrongType(node, path.empty() ? "parameters" : path, "{ value, kind, source }");
        for (const auto& [key, child] : *table) {
            const std::string name = path.empty() ? std::string(key.str()) : path + "." + std::string(key.str());
            const toml::table* inner = child.as_table();
            if (!inner || inner->contains("value"))
                readNumber(child, m_prefix + name, into);
            else
                readParameters(child, into, name);
        }
    }

    void readNumber(const toml::node& node, const std::string& key, Parameters& into)
    {
        const toml::table* table = node.as_table();
        if (!table)
            return note(ErrorCode::presetUnsourced, {key}, at(node, key));
        for (const auto& [name, child] : *table) {
            const std::string_view field = name.str();
            if (field != "value" && field != "kind" && field != "source" && field != "interval")
                unknownKey(child, key + "." + std::string(field));
        }
        const auto value = (*table)["value"].value<double>();
        if (!value)
            return wrongType(node, key + ".value", "number");
        const auto kind = sourceKindFromString((*table)["kind"].value_or(std::string()));
        const std::string source = (*table)["source"].value_or(std::string());
        if (!kind || source.empty())
            note(ErrorCode::presetUnsourced, {key}, at(node, key));

        Sourced<double> number{*value, kind.value_or(SourceKind::assumed), source, std::nullopt};
        if (const toml::node* interval = table->get("interval")) {
            const toml::array* pair = interval->as_array();
            if (!pair || pair->size() != 2 || !(*pair)[0].is_number() || !(*pair)[1].is_number())
                wrongType(*interval, key + ".interval", "[low, high]");
            else
                number.interval = {pair->at(0).value_or(0.0), pair->at(1).value_or(0.0)};
        }
        m_result.numbers.push_back({.key = key,
                                    .value = *value,
                                    .where = at(node, key),
                                    .option = m_option,
                                    .choice = m_choice,
                                    .included = m_depth > 0});
        into.insert_or_assign(key, std::move(number));
    }

    void readMemory(const toml::table& table)
    {
        MemorySpec memory;
        memory.id = table["id"].value_or(std::string());
        if (memory.id.empty())
            return note(ErrorCode::presetMissingKey, {"id"}, at(table, "[[memories]]"));
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
            note(ErrorCode::presetType, {"role", "weights, activations or weights_and_activations"},
                 at(table, "[[memories]] " + memory.id));
        for (const auto& [key, node] : table) {
            const std::string name(key.str());
            if (name != "id" && name != "name" && name != "role" && name != "external")
                readNumber(node, "memory." + memory.id + "." + name, m_result.target.parameters);
        }
        auto& memories = m_result.target.memories;
        const auto same =
            std::find_if(memories.begin(), memories.end(), [&](const auto& m) { return m.id == memory.id; });
        if (same == memories.end())
            memories.push_back(std::move(memory));
        else
            *same = std::move(memory);
    }

    void readOption(const toml::table& table)
    {
        OptionSpec option;
        option.key = table["key"].value_or(std::string());
        if (option.key.empty())
            return note(ErrorCode::presetMissingKey, {"key"}, at(table, "[[options]]"));
        const std::string element = "[[options]] " + option.key;
        for (const auto& [key, node] : table) {
            static constexpr std::array<std::string_view, 8> kKnown{"key",     "kind",  "default", "remedy",
                                                                    "choices", "range", "label",   "acts_with"};
            if (std::find(kKnown.begin(), kKnown.end(), key.str()) == kKnown.end())
                unknownKey(node, element + " " + std::string(key.str()));
        }
        option.defaultValue = table["default"].value_or(std::string());
        option.remedy = table["remedy"].value_or(false);
        if (const toml::node* label = table.get("label"))
            readText(*label, "label", option.label);
        if (const toml::node* conditions = table.get("acts_with"))
            readConditions(*conditions, element, option);
        if (!readOptionKind(table, element, option))
            return;
        if (option.kind != OptionKind::number && !option.findChoice(option.defaultValue))
            note(ErrorCode::presetMissingKey, {"default"}, at(table, element));

        m_result.optionPlaces.push_back({.key = option.key,
                                         .value = 0.0,
                                         .where = at(table, element),
                                         .option = {},
                                         .choice = {},
                                         .included = m_depth > 0});
        auto& options = m_result.target.options;
        const auto same =
            std::find_if(options.begin(), options.end(), [&](const auto& o) { return o.key == option.key; });
        if (same == options.end())
            options.push_back(std::move(option));
        else
            *same = std::move(option);
    }

    /// acts_with = { toolchain = ["tinyengine"] }
    void readConditions(const toml::node& node, const std::string& element, OptionSpec& option)
    {
        const toml::table* table = node.as_table();
        if (!table)
            return wrongType(node, element + " acts_with", "table");
        for (const auto& [key, choices] : *table) {
            std::vector<std::string>& ids = option.actsWith[std::string(key.str())];
            const toml::array* array = choices.as_array();
            for (std::size_t i = 0; array && i < array->size(); ++i)
                if (auto id = array->at(i).value_exact<std::string>())
                    ids.push_back(*id);
            if (!array || ids.size() != array->size() || ids.empty())
                wrongType(choices, element + " acts_with " + std::string(key.str()), "list of texts");
        }
    }

    /// False where the kind itself cannot be read.
    bool readOptionKind(const toml::table& table, const std::string& element, OptionSpec& option)
    {
        const std::string kind = table["kind"].value_or(std::string("choice"));
        if (kind == "number") {
            option.kind = OptionKind::number;
            readRange(table, element, option);
        } else if (kind == "flag") {
            option.kind = OptionKind::flag;
            option.choices = {{.id = "off", .label = {}, .parameters = {}, .traits = {}},
                              {.id = "on", .label = {}, .parameters = {}, .traits = {}}};
            if (option.defaultValue.empty())
                option.defaultValue = "off";
            readChoices(table, element, option);
        } else if (kind == "choice") {
            readChoices(table, element, option);
        } else {
            note(ErrorCode::presetType, {"kind", "choice, number or flag"}, at(table, element));
            return false;
        }
        return true;
    }

    void readRange(const toml::table& table, const std::string& element, OptionSpec& option)
    {
        const toml::array* range = table["range"].as_array();
        if (!range || range->size() != 2 || !(*range)[0].is_number() || !(*range)[1].is_number())
            return note(ErrorCode::presetType, {"range", "[lowest, highest]"}, at(table, element));
        option.lowest = range->at(0).value_or(0.0);
        option.highest = range->at(1).value_or(0.0);
        if (!(option.lowest <= option.highest))
            note(ErrorCode::presetRange,
                 {"range", fmt::format("[{}, {}]", option.lowest, option.highest), "lowest before highest"},
                 at(table, element));
    }

    void readChoices(const toml::table& table, const std::string& element, OptionSpec& option)
    {
        const toml::array* array = table["choices"].as_array();
        if (!array) {
            if (option.kind != OptionKind::flag)
                note(ErrorCode::presetMissingKey, {"choices"}, at(table, element));
            return;
        }
        for (const toml::node& node : *array) {
            OptionChoice choice;
            if (auto text = node.value_exact<std::string>())
                choice.id = *text;
            else if (const toml::table* inner = node.as_table())
                readChoice(*inner, element, option.key, choice);
            else
                wrongType(node, element + " choices", "text or table");
            if (choice.id.empty())
                continue;
            const auto same = std::find_if(option.choices.begin(), option.choices.end(),
                                           [&](const OptionChoice& c) { return c.id == choice.id; });
            if (same == option.choices.end())
                option.choices.push_back(std::move(choice));
            else if (option.kind == OptionKind::flag)
                *same = std::move(choice);
            else
                note(ErrorCode::presetDuplicate, {choice.id, option.key}, at(node, element));
        }
    }

    void readChoice(const toml::table& table, const std::string& element, const std::string& option,
                    OptionChoice& choice)
    {
        choice.id = table["id"].value_or(std::string());
        if (choice.id.empty())
            return note(ErrorCode::presetMissingKey, {"id"}, at(table, element + " choices"));
        setChoice(option, choice.id);
        if (const toml::node* include = table.get("include"))
            parseIncludes(*include, &choice);
        for (const auto& [key, node] : table) {
            const std::string_view name = key.str();
            if (name == "label")
                readText(node, "label", choice.label);
            else if (name == "parameters")
                readParameters(node, choice.parameters, "");
            else if (name == "traits")
                readTraits(node, choice.traits);
            else if (name != "id" && name != "include")
                unknownKey(node, element + " " + choice.id + " " + std::string(name));
        }
        setChoice({}, {});
    }

    ParsedTarget& m_result;
    fs::path m_file;
    std::string m_prefix;
    std::string m_option, m_choice; ///< whose numbers are read; empty: the target's own
    int m_depth;
    Includes& m_includes;
};

} // namespace

ParsedTarget parsePreset(std::string_view toml, const fs::path& file, IncludedFiles& included)
{
    ParsedTarget result;
    Includes includes{presetFolderOf(file), included};
    PresetParser(result, file, "", 0, includes).parse(toml);
    return result;
}

ParsedTarget parsePreset(std::string_view toml, const fs::path& file)
{
    IncludedFiles included;
    return parsePreset(toml, file, included);
}

} // namespace tenbin
