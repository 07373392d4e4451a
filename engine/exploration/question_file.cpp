// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a question from TOML. Every key is known or an error, with its line.
#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "engine/core/file.h"
#include "engine/exploration/question.h"
#include "engine/targets/toml_text.h"

namespace tenbin {

namespace {

constexpr int kMostValues = 100'000;
constexpr std::size_t kMostVariants = 10'000; // of one network

class QuestionReader {
public:
    explicit QuestionReader(std::string label) : m_label(std::move(label)) {}

    Result<Question> read(std::string_view text)
    {
        const auto parsed = parseToml(text, m_label, ErrorCode::questionSyntax);
        if (!parsed)
            return tl::make_unexpected(parsed.error());
        const toml::table& root = *parsed;
        allow(root, {"name", "targets", "objectives", "search", "networks", "axes", "constraints"}, "");
        readHead(root);
        eachTable(root, "networks", [this](const toml::table& table) { readNetwork(table); });
        eachTable(root, "axes", [this](const toml::table& table) { readAxis(table); });
        if (const toml::node* node = root.get("constraints"))
            readConstraints(*node);
        if (const toml::node* node = root.get("search"))
            readSearch(*node);
        if (m_question.networks.empty())
            wrong(root, "networks", "at least one");
        if (m_question.targets.empty())
            wrong(root, "targets", "at least one");
        if (m_question.objectives.empty())
            wrong(root, "objectives", "at least one");
        if (m_error)
            return tl::make_unexpected(*m_error);
        return m_question;
    }

private:
    ErrorLocation at(const toml::source_region& source, std::string element) const
    {
        ErrorLocation where{.file = m_label, .offset = {}, .line = {}, .element = std::move(element)};
        if (source.begin.line > 0)
            where.line = static_cast<int>(source.begin.line);
        return where;
    }
    /// The first mistake is the one that is reported.
    void wrong(const toml::node& node, const std::string& key, const std::string& allowed)
    {
        if (!m_error)
            m_error = Error{ErrorCode::questionValue, {key, allowed}, at(node.source(), key)};
    }
    void allow(const toml::table& table, const std::set<std::string_view>& keys, const std::string& where)
    {
        for (const auto& [key, node] : table)
            if (!keys.contains(key.str()) && !m_error)
                m_error = Error{ErrorCode::questionKey, {std::string(key.str())}, at(node.source(), where)};
    }

    template <class Read>
    void eachTable(const toml::table& root, std::string_view key, Read read)
    {
        const toml::node* node = root.get(key);
        if (!node)
            return;
        const toml::array* list = node->as_array();
        if (!list || !list->is_array_of_tables())
            return wrong(*node, std::string(key), "[[" + std::string(key) + "]]");
        for (const toml::node& item : *list)
            read(*item.as_table());
    }

    /// A string, or a number as text.
    static std::optional<std::string> text(const toml::node& node)
    {
        if (const auto* string = node.as_string())
            return string->get();
        if (const auto* integer = node.as_integer())
            return fmt::format("{}", integer->get());
        if (const auto* real = node.as_floating_point())
            return fmt::format("{}", real->get());
        return std::nullopt;
    }
    std::vector<std::string> texts(const toml::table& table, std::string_view key)
    {
        std::vector<std::string> result;
        const toml::node* node = table.get(key);
        if (!node)
            return result;
        const toml::array* list = node->as_array();
        if (!list)
            wrong(*node, std::string(key), "a list of strings");
        for (std::size_t i = 0; list && i < list->size(); ++i) {
            if (const auto item = text((*list)[i]))
                result.push_back(*item);
            else
                wrong((*list)[i], std::string(key), "a string");
        }
        return result;
    }
    double number(const toml::table& table, std::string_view key)
    {
        const toml::node* node = table.get(key);
        if (!node) {
            wrong(table, std::string(key), "a number");
            return 0.0;
        }
        const auto value = node->value<double>();
        if (!value || !std::isfinite(*value))
            wrong(*node, std::string(key), "a number");
        return value.value_or(0.0);
    }

    void readHead(const toml::table& root)
    {
        m_question.name = root["name"].value_or(std::string());
        if (m_question.name.empty())
            wrong(root, "name", "a text");
        m_question.targets = texts(root, "targets");
        for (const std::string& objective : texts(root, "objectives"))
            if (const auto parsed = parseObjective(objective))
                m_question.objectives.push_back(*parsed);
            else
                wrong(*root.get("objectives"), "objectives",
                      "latency, fps, energy, peak_memory, weights, accuracy, price; min: or max: before it");
    }

    static std::size_t variantCount(const QuestionNetwork& network)
    {
        std::size_t count = 1;
        for (const auto& [key, values] : network.vary)
            count = std::min(kMostVariants + 1, count * std::max<std::size_t>(1, values.size()));
        return count;
    }

    void readNetwork(const toml::table& table)
    {
        allow(table, {"model", "vary", "accuracy"}, "[[networks]]");
        QuestionNetwork network;
        network.model = table["model"].value_or(std::string());
        if (network.model.empty())
            wrong(table, "model", "zoo:NAME or a file");
        if (const toml::table* vary = table["vary"].as_table())
            for (const auto& [key, node] : *vary)
                network.vary[std::string(key.str())] = texts(*vary, key.str());
        if (variantCount(network) > kMostVariants)
            wrong(table, "vary", fmt::format("at most {} networks", kMostVariants));
        if (const toml::table* accuracy = table["accuracy"].as_table()) {
            for (const auto& [spec, node] : *accuracy)
                network.accuracy[std::string(spec.str())] = number(*accuracy, spec.str());
        } else if (table.contains("accuracy")) {
            network.accuracy[""] = number(table, "accuracy");
        }
        m_question.networks.push_back(std::move(network));
    }

    void readAxis(const toml::table& table)
    {
        allow(table, {"key", "values", "range", "log_range", "targets"}, "[[axes]]");
        QuestionAxis axis;
        axis.key = table["key"].value_or(std::string());
        axis.targets = table["targets"].value_or(std::string());
        if (axis.key.empty())
            wrong(table, "key", "an option or a parameter");
        if (const toml::array* values = table["values"].as_array())
            readList(*values, axis);
        else if (const toml::table* range = table["range"].as_table())
            readRange(*range, axis, QuestionAxis::Kind::range);
        else if (const toml::table* logRange = table["log_range"].as_table())
            readRange(*logRange, axis, QuestionAxis::Kind::logRange);
        else
            wrong(table, axis.key, "values, range or log_range");
        m_question.axes.push_back(std::move(axis));
    }

    void readList(const toml::array& values, QuestionAxis& axis)
    {
        for (const toml::node& node : values)
            if (const auto value = node.value<double>(); value && node.is_number())
                axis.list.emplace_back(*value);
            else if (const auto* string = node.as_string())
                axis.list.emplace_back(string->get());
            else
                wrong(node, axis.key, "numbers or strings");
        if (axis.list.empty() || axis.list.size() > kMostValues)
            wrong(values, axis.key, fmt::format("1 … {} values", kMostValues));
    }

    void readRange(const toml::table& table, QuestionAxis& axis, QuestionAxis::Kind kind)
    {
        allow(table, {"from", "to", "count"}, "[[axes]]");
        axis.kind = kind;
        axis.from = number(table, "from");
        axis.to = number(table, "to");
        const double count = number(table, "count");
        if (count < 1 || count > kMostValues)
            wrong(table, "count", fmt::format("1 … {}", kMostValues));
        else
            axis.count = static_cast<int>(count);
        if (kind == QuestionAxis::Kind::logRange && (axis.from <= 0.0 || axis.to <= 0.0))
            wrong(table, axis.key, "a log_range between positive numbers");
    }

    void readConstraints(const toml::node& node)
    {
        const toml::table* table = node.as_table();
        if (!table)
            return wrong(node, "constraints", "a table");
        for (const auto& [key, value] : *table) {
            if (key.str() == "fits") {
                if (value.is_boolean())
                    m_question.constraints.fits = *value.value<bool>();
                else
                    wrong(value, "fits", "true or false");
                continue;
            }
            const auto figure = figureFromString(key.str());
            const toml::table* sides = value.as_table();
            if (!figure || !sides) {
                wrong(value, std::string(key.str()), "{ at_least = …, at_most = … } of a figure");
                continue;
            }
            allow(*sides, {"at_least", "at_most"}, "[constraints]");
            Bounds bounds{*figure, {}, {}};
            if (sides->contains("at_least"))
                bounds.atLeast = number(*sides, "at_least");
            if (sides->contains("at_most"))
                bounds.atMost = number(*sides, "at_most");
            m_question.constraints.bounds.push_back(bounds);
        }
    }

    void readSearch(const toml::node& node)
    {
        const toml::table* table = node.as_table();
        if (!table)
            return wrong(node, "search", "a table");
        allow(*table, {"method", "population", "generations", "seed"}, "search");
        const auto method = (*table)["method"].value_or(std::string("exhaustive"));
        if (method != "exhaustive" && method != "nsga2")
            wrong(*table, "method", "exhaustive, nsga2");
        m_question.method = SearchMethod::exhaustive;
        if (method == "nsga2")
            m_question.method = SearchMethod::nsga2;
        m_question.population = (*table)["population"].value_or(m_question.population);
        m_question.generations = (*table)["generations"].value_or(m_question.generations);
        m_question.seed = (*table)["seed"].value_or(m_question.seed);
        if (m_question.population < 8 || m_question.population > 100'000 || m_question.population % 4 != 0)
            wrong(*table, "population", "a multiple of 4 from 8 to 100000");
        if (m_question.generations < 1 || m_question.generations > 1'000'000)
            wrong(*table, "generations", "1 … 1000000");
    }

    std::string m_label;
    Question m_question;
    std::optional<Error> m_error;
};

} // namespace

Result<Question> parseQuestion(std::string_view toml, const std::string& label)
{
    return QuestionReader(label).read(toml);
}

Result<Question> loadQuestion(const std::filesystem::path& file)
{
    const auto text = readWhole(file);
    if (!text)
        return tl::make_unexpected(text.error());
    return parseQuestion(*text, file.string());
}

} // namespace tenbin
