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
        forEachTable(root, "unfitted", [&](const toml::table& table) {
            plan.unfitted.push_back({patternAt(table, "file"), textsAt(table, "keys"), textAt(table, "reason")});
        });
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
                     .rowSpread = positiveAt(table, "row_spread"),
                     .parameters = {},
                     .range = {}};
        forEachTable(table, "parameters", [&](const toml::table& rule) { plan.parameters.push_back(ruleOf(rule)); });
        if (const toml::table* range = table["range"].as_table())
            plan.range = RangeRule{.key = textAt(*range, "key"),
                                   .groups = textsAt(*range, "groups"),
                                   .leastRows = static_cast<std::size_t>(positiveAt(*range, "least_rows"))};
        return plan;
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
        if (!guesses)
            complain(table, "guess", "numbers by key");
        else
            for (const auto& [key, node] : *guesses)
                rule.guesses[std::string(key.str())] = positive(node, "guess");
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
