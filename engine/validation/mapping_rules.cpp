// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/validation/mapping_rules.h"

#include "engine/core/file.h"
#include "engine/targets/toml_text.h"

namespace tenbin {

namespace {

/// "$2" -> the second group; "$$" is not needed by any rule.
std::string filled(const std::string& text, const std::vector<std::string>& groups)
{
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool group = text[i] == '$' && i + 1 < text.size() && text[i + 1] >= '0' && text[i + 1] <= '9';
        if (!group) {
            result += text[i];
            continue;
        }
        const auto index = static_cast<std::size_t>(text[++i] - '0');
        if (index < groups.size())
            result += groups[index];
    }
    return result;
}

class RuleReader {
public:
    explicit RuleReader(std::string file) : m_file(std::move(file)) {}

    Result<MappingRules> read(const toml::table& root)
    {
        const auto each = [&](const char* key, auto add) {
            const toml::array* list = root[key].as_array();
            for (std::size_t i = 0; list && i < list->size() && !m_error; ++i)
                if (const toml::table* table = (*list)[i].as_table())
                    add(*table);
        };
        each("skip", [&](const toml::table& t) { m_rules.skips.push_back({patternsOf(t), text(t, "reason")}); });
        each("network", [&](const toml::table& t) {
            m_rules.networks.push_back({patternsOf(t), text(t, "zoo"), text(t, "file"), text(t, "layer")});
        });
        each("toolchain", [&](const toml::table& t) { m_rules.toolchains.push_back({patternsOf(t), text(t, "id")}); });
        each("setting", [&](const toml::table& t) {
            m_rules.settings.push_back({patternsOf(t), patternAt(t, "target"), listOf(t, "set")});
        });
        each("target", [&](const toml::table& t) { m_rules.targets.push_back(targetRule(t)); });
        if (m_error)
            return tl::make_unexpected(*m_error);
        return std::move(m_rules);
    }

private:
    static std::string text(const toml::table& table, const char* key) { return table[key].value_or(std::string()); }

    TargetRule targetRule(const toml::table& table)
    {
        TargetRule rule{.patterns = patternsOf(table),
                        .target = text(table, "id"),
                        .family = text(table, "family"),
                        .settings = listOf(table, "set"),
                        .clock = table["clock"].value_or(false),
                        .toolchain = table["toolchain"].value_or(false),
                        .defaultClockMegahertz = table["default_clock_mhz"].value<double>(),
                        .ram = text(table, "ram")};
        return rule;
    }

    static std::vector<std::string> listOf(const toml::table& table, const char* key)
    {
        std::vector<std::string> list;
        if (const toml::array* values = table[key].as_array())
            for (const toml::node& value : *values)
                list.push_back(value.value_or(std::string()));
        return list;
    }

    std::optional<std::regex> patternAt(const toml::table& table, const char* key)
    {
        const toml::node* node = table.get(key);
        if (!node)
            return std::nullopt;
        try {
            return std::regex(node->value_or(std::string()));
        } catch (const std::regex_error&) {
            complain(*node, key);
            return std::nullopt;
        }
    }

    ColumnPatterns patternsOf(const toml::table& table)
    {
        ColumnPatterns patterns;
        const toml::table* match = table["match"].as_table();
        if (!match) {
            complain(table, "match");
            return patterns;
        }
        for (const auto& [column, node] : *match)
            try {
                patterns.byColumn.emplace(column.str(), std::regex(node.value_or(std::string())));
            } catch (const std::regex_error&) {
                complain(node, std::string(column.str()));
            }
        return patterns;
    }

    void complain(const toml::node& node, std::string key)
    {
        if (!m_error)
            m_error = Error{ErrorCode::presetType,
                            {key, "regular expressions by column"},
                            {.file = m_file, .line = static_cast<int>(node.source().begin.line), .element = key}};
    }

    std::string m_file;
    MappingRules m_rules;
    std::optional<Error> m_error;
};

} // namespace

std::optional<std::vector<std::string>> ColumnPatterns::match(const Measurement& row,
                                                              const std::string& captureColumn) const
{
    std::vector<std::string> groups;
    for (const auto& [column, pattern] : byColumn) {
        const std::string text(row.column(column));
        std::smatch found;
        if (!std::regex_search(text, found, pattern))
            return std::nullopt;
        if (column == captureColumn)
            for (const auto& group : found)
                groups.push_back(group.str());
    }
    return groups;
}

Result<MappingRules> readMappingRules(const std::filesystem::path& file)
{
    auto text = readWhole(file);
    if (!text)
        return tl::make_unexpected(text.error());
    const auto root = parseToml(*text, file.string());
    if (!root)
        return tl::make_unexpected(root.error());
    return RuleReader(file.string()).read(*root);
}

namespace {

/// Target, its options and clock; empty: no rule knows the board.
std::optional<MappedRow> mapTarget(const MappingRules& rules, const Measurement& row, bool& needsToolchain)
{
    for (const TargetRule& rule : rules.targets)
        if (const auto groups = rule.patterns.match(row, "target")) {
            MappedRow mapped{.target = filled(rule.target, *groups),
                             .family = rule.family,
                             .settings = rule.settings,
                             .ram = rule.ram};
            if (rule.clock)
                mapped.clockMegahertz = row.clockMegahertz ? row.clockMegahertz : rule.defaultClockMegahertz;
            needsToolchain = rule.toolchain;
            return mapped;
        }
    return std::nullopt;
}

bool addToolchain(const MappingRules& rules, const Measurement& row, MappedRow& mapped)
{
    for (const ToolchainRule& rule : rules.toolchains)
        if (const auto groups = rule.patterns.match(row, "toolchain")) {
            mapped.settings.push_back("toolchain=" + filled(rule.id, *groups));
            return true;
        }
    return false;
}

void addSettings(const MappingRules& rules, const Measurement& row, MappedRow& mapped)
{
    for (const SettingRule& rule : rules.settings)
        if (!rule.target || std::regex_search(mapped.target, *rule.target))
            if (const auto groups = rule.patterns.match(row, "target_config"))
                for (const std::string& setting : rule.settings)
                    mapped.settings.push_back(filled(setting, *groups));
}

bool addNetwork(const MappingRules& rules, const Measurement& row, MappedRow& mapped)
{
    for (const NetworkRule& rule : rules.networks)
        if (const auto groups = rule.patterns.match(row, "model")) {
            mapped.zoo = filled(rule.zoo, *groups);
            mapped.file = filled(rule.file, *groups);
            if (const std::string layer = filled(rule.layer, *groups); !layer.empty())
                mapped.layer = std::stoul(layer);
            return true;
        }
    return false;
}

/// How tables call single precision.
bool isSinglePrecision(const Measurement& row) { return row.precision == "fp32" || row.precision == "float32"; }

} // namespace

Result<MappingRules> findMappingRules(const std::vector<std::filesystem::path>& presetFolders)
{
    Result<MappingRules> rules = fail(ErrorCode::fileNotFound, {"validation.toml"});
    for (const auto& folder : presetFolders) {
        rules = readMappingRules(folder / "validation.toml");
        if (rules || rules.error().code != ErrorCode::fileNotFound)
            break;
    }
    return rules;
}

std::optional<MappedRow> mapOwnRow(const Measurement& row, const Target* target)
{
    constexpr std::string_view zoo = "zoo:";
    if (!target || row.target != target->id || (!row.model.starts_with(zoo) && row.modelFile.empty()))
        return std::nullopt;
    MappedRow mapped{.target = target->id, .family = target->architecture, .clockMegahertz = row.clockMegahertz};
    if (row.model.starts_with(zoo))
        mapped.zoo = row.model.substr(zoo.size());
    mapped.file = row.modelFile;
    mapped.isFloat = isSinglePrecision(row);
    std::string_view rest = row.targetConfig;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(';'), rest.size());
        std::string_view setting = rest.substr(0, end);
        setting.remove_prefix(std::min(setting.find_first_not_of(' '), setting.size()));
        if (!setting.empty())
            mapped.settings.emplace_back(setting);
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return mapped;
}

tl::expected<MappedRow, UnmappedRow> mapRow(const MappingRules& rules, const Measurement& row)
{
    for (const SkipRule& rule : rules.skips)
        if (rule.patterns.match(row, "notes"))
            return tl::make_unexpected(UnmappedRow{Unmapped::skipped, rule.reason});
    bool needsToolchain = false;
    auto mapped = mapTarget(rules, row, needsToolchain);
    if (!mapped)
        return tl::make_unexpected(UnmappedRow{Unmapped::targetUnknown, row.target + ", " + row.toolchain});
    if (needsToolchain && !addToolchain(rules, row, *mapped))
        return tl::make_unexpected(UnmappedRow{Unmapped::toolchainUnknown, row.toolchain});
    if (!addNetwork(rules, row, *mapped))
        return tl::make_unexpected(UnmappedRow{Unmapped::networkUnknown, row.model});
    mapped->isFloat = isSinglePrecision(row);
    addSettings(rules, row, *mapped);
    return *mapped;
}

} // namespace tenbin
