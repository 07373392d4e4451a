// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/calibration/calibration_plan.h"

#include <optional>

#include "engine/core/file.h"
#include "engine/targets/toml_text.h"

namespace tenbin {

namespace {

class PlanReader {
public:
    explicit PlanReader(std::string file) : m_file(std::move(file)) {}

    Result<CalibrationPlan> read(const toml::table& root)
    {
        CalibrationPlan plan;
        forEachTable(root, "fit", [&](const toml::table& table) { plan.fits.push_back(fitOf(table)); });
        forEachTable(root, "range", [&](const toml::table& table) { plan.ranges.push_back(rangeOf(table)); });
        if (plan.fits.empty())
            complain(root, "fit", "at least one");
        if (m_error)
            return tl::make_unexpected(*m_error);
        return plan;
    }

private:
    template <class Use>
    void forEachTable(const toml::table& table, const char* key, Use use)
    {
        const toml::array* list = table[key].as_array();
        if (!list)
            return;
        for (const toml::node& node : *list) {
            const toml::table* element = node.as_table();
            if (element)
                use(*element);
            else
                complain(node, key, "table");
        }
    }

    FitPlan fitOf(const toml::table& table)
    {
        FitPlan plan{.name = textAt(table, "name"),
                     .families = textsAt(table, "families"),
                     .metrics = textsAt(table, "metrics"),
                     .followingMetrics = {},
                     .rowSpread = positiveAt(table, "row_spread"),
                     .parameters = {}};
        if (table.contains("following_metrics"))
            plan.followingMetrics = textsAt(table, "following_metrics");
        forEachTable(table, "parameters", [&](const toml::table& rule) { plan.parameters.push_back(ruleOf(rule)); });
        return plan;
    }

    RangeRule rangeOf(const toml::table& table)
    {
        return {.families = textsAt(table, "families"),
                .metrics = textsAt(table, "metrics"),
                .key = textAt(table, "key"),
                .file = patternAt(table, "file"),
                .groups = textsAt(table, "groups"),
                .leastNetworks = static_cast<std::size_t>(positiveAt(table, "least_networks")),
                .widensByOperators = table["widens_by_operators"].value_or(false)};
    }

    /// Positive numbers of a table, by key.
    std::map<std::string, double> positivesOf(const toml::table& table, const char* name)
    {
        std::map<std::string, double> numbers;
        for (const auto& [key, node] : table)
            numbers[std::string(key.str())] = positive(node, name);
        return numbers;
    }

    std::regex patternAt(const toml::table& table, const char* key)
    {
        try {
            return std::regex(textAt(table, key));
        } catch (const std::regex_error&) {
            complain(table, key, "regular expression");
            return {};
        }
    }

    ParameterRule ruleOf(const toml::table& table)
    {
        ParameterRule rule;
        rule.spread = positiveAt(table, "spread");
        rule.file = patternAt(table, "file");
        const toml::table* guesses = table["guess"].as_table();
        if (guesses)
            rule.guesses = positivesOf(*guesses, "guess");
        else
            complain(table, "guess", "numbers by key");
        if (const toml::table* most = table["most"].as_table())
            rule.most = positivesOf(*most, "most");
        forEachTable(table, "factors", [&](const toml::table& factor) {
            rule.factors.push_back({textAt(factor, "name"), positiveAt(factor, "spread")});
        });
        forEachTable(table, "ties", [&](const toml::table& tie) {
            rule.ties[textAt(tie, "to")].push_back({textAt(tie, "key"), positiveAt(tie, "ratio")});
        });
        return rule;
    }

    std::string textAt(const toml::table& table, const char* key)
    {
        const auto text = table[key].value<std::string>();
        if (!text || text->empty())
            complain(table, key, "text");
        return text.value_or(std::string());
    }

    std::vector<std::string> textsAt(const toml::table& table, const char* key)
    {
        std::vector<std::string> texts;
        if (const toml::array* list = table[key].as_array())
            for (const toml::node& node : *list)
                texts.push_back(node.value_or(std::string()));
        if (texts.empty())
            complain(table, key, "list of texts");
        return texts;
    }

    double positiveAt(const toml::table& table, const char* key)
    {
        const toml::node* node = table.get(key);
        if (node)
            return positive(*node, key);
        complain(table, key, "number above 0");
        return 1.0;
    }

    double positive(const toml::node& node, const char* key)
    {
        const auto number = node.value<double>();
        if (number && *number > 0.0)
            return *number;
        complain(node, key, "number above 0");
        return 1.0;
    }

    void complain(const toml::node& node, const std::string& key, std::string expected)
    {
        if (!m_error)
            m_error = Error{ErrorCode::presetType,
                            {key, std::move(expected)},
                            {.file = m_file, .line = static_cast<int>(node.source().begin.line), .element = key}};
    }

    std::string m_file;
    std::optional<Error> m_error;
};

} // namespace

Result<CalibrationPlan> readCalibrationPlan(const std::filesystem::path& file)
{
    const auto text = readWhole(file);
    if (!text)
        return tl::make_unexpected(text.error());
    const auto root = parseToml(*text, file.string());
    if (!root)
        return tl::make_unexpected(root.error());
    return PlanReader(file.string()).read(*root);
}

} // namespace tenbin
