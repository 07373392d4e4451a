// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/comparison/comparison_question.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/core/file.h"

namespace tenbin {

namespace {

using Json = nlohmann::ordered_json;

constexpr int kVersion = 1;

Json jsonOf(const ComparisonColumn& column)
{
    Json json = {{"network", column.network}, {"target", column.target}};
    if (!column.configuration.empty()) {
        Json& values = json["configuration"] = Json::object();
        for (const auto& [key, value] : column.configuration.values)
            values[key] = std::visit([](const auto& v) { return Json(v); }, value);
    }
    if (!column.caption.empty())
        json["caption"] = column.caption;
    if (column.pinned)
        json["pinned"] = true;
    if (column.accuracy)
        json["accuracy"] = {{"value", column.accuracy->value}, {"source", column.accuracy->source}};
    return json;
}

/// Reads one document; the first thing that is wrong ends it.
class Reader {
public:
    explicit Reader(std::string label) : m_label(std::move(label)) {}

    Result<ComparisonQuestion> read(const Json& root)
    {
        ComparisonQuestion question;
        knownKeys(root, "", {"version", "name", "reference", "columns"});
        const auto version = number(root, "", "version");
        if (version && (*version < 1 || *version > kVersion))
            wrong("version", fmt::format("1 to {}", kVersion));
        question.name = text(root, "", "name", false);
        readColumns(root, question);
        if (const auto reference = number(root, "", "reference")) {
            if (*reference < 0 || *reference != std::floor(*reference)
                || *reference >= static_cast<double>(question.columns.size()))
                wrong("reference", fmt::format("0 to {}", static_cast<int>(question.columns.size()) - 1));
            else
                question.reference = static_cast<std::size_t>(*reference);
        }
        if (m_error)
            return tl::make_unexpected(*m_error);
        return question;
    }

private:
    void readColumns(const Json& root, ComparisonQuestion& question)
    {
        const auto columns = root.find("columns");
        if (columns == root.end() || !columns->is_array() || columns->size() > kMostComparisonColumns)
            return wrong("columns", fmt::format("a list of at most {}", kMostComparisonColumns));
        for (std::size_t i = 0; i < columns->size(); ++i)
            question.columns.push_back(column((*columns)[i], fmt::format("columns[{}]", i)));
        const auto& all = question.columns;
        if (!std::is_partitioned(all.begin(), all.end(), [](const ComparisonColumn& c) { return c.pinned; }))
            wrong("columns", "pinned ones first");
    }

    ComparisonColumn column(const Json& json, const std::string& where)
    {
        ComparisonColumn result;
        if (!json.is_object()) {
            wrong(where, "an object");
            return result;
        }
        knownKeys(json, where, {"network", "target", "configuration", "caption", "pinned", "accuracy"});
        result.network = text(json, where, "network", true);
        result.target = text(json, where, "target", true);
        result.caption = text(json, where, "caption", false);
        if (const auto pinned = json.find("pinned"); pinned != json.end()) {
            if (pinned->is_boolean())
                result.pinned = pinned->get<bool>();
            else
                wrong(path(where, "pinned"), "true, false");
        }
        readConfiguration(json, where, result.configuration);
        readAccuracy(json, where, result.accuracy);
        return result;
    }

    void readConfiguration(const Json& json, const std::string& where, Configuration& configuration)
    {
        const auto values = json.find("configuration");
        if (values == json.end())
            return;
        if (!values->is_object())
            return wrong(path(where, "configuration"), "an object");
        for (const auto& [key, value] : values->items()) {
            if (value.is_number())
                configuration.values[key] = value.get<double>();
            else if (value.is_string())
                configuration.values[key] = value.get<std::string>();
            else
                wrong(path(where, "configuration." + key), "a number, a text");
        }
    }

    void readAccuracy(const Json& json, const std::string& where, std::optional<KnownAccuracy>& accuracy)
    {
        const auto object = json.find("accuracy");
        if (object == json.end())
            return;
        const std::string here = path(where, "accuracy");
        if (!object->is_object())
            return wrong(here, "an object");
        knownKeys(*object, here, {"value", "source"});
        const auto value = number(*object, here, "value");
        const bool isShare = value && *value >= 0.0 && *value <= 1.0;
        if (!isShare)
            return wrong(path(here, "value"), "0 to 1");
        accuracy = KnownAccuracy{*value, text(*object, here, "source", false)};
    }

    std::string text(const Json& json, const std::string& where, const char* key, bool needed)
    {
        const auto found = json.find(key);
        if (found == json.end() && !needed)
            return {};
        const bool isText = found != json.end() && found->is_string();
        if (!isText || (needed && found->get_ref<const std::string&>().empty())) {
            wrong(path(where, key), "a text");
            return {};
        }
        return found->get<std::string>();
    }

    std::optional<double> number(const Json& json, const std::string& where, const char* key)
    {
        const auto found = json.find(key);
        if (found == json.end())
            return std::nullopt;
        if (found->is_number())
            return found->get<double>();
        wrong(path(where, key), "a number");
        return std::nullopt;
    }

    void knownKeys(const Json& json, const std::string& where, std::initializer_list<std::string_view> keys)
    {
        for (const auto& [key, value] : json.items())
            if (std::find(keys.begin(), keys.end(), key) == keys.end())
                report({ErrorCode::questionKey, {path(where, key)}, {}}, path(where, key));
    }

    static std::string path(const std::string& where, const std::string& key)
    {
        if (where.empty())
            return key;
        return where + "." + key;
    }

    void wrong(const std::string& where, std::string allowed)
    {
        report({ErrorCode::questionValue, {where, std::move(allowed)}, {}}, where);
    }

    void report(Error error, const std::string& where)
    {
        if (m_error)
            return;
        error.where.file = m_label;
        error.where.element = where;
        m_error = std::move(error);
    }

    std::string m_label;
    std::optional<Error> m_error;
};

std::size_t pinnedCount(const ComparisonQuestion& question)
{
    return static_cast<std::size_t>(std::count_if(question.columns.begin(), question.columns.end(),
                                                  [](const ComparisonColumn& c) { return c.pinned; }));
}

} // namespace

std::string toJson(const ComparisonQuestion& question)
{
    Json json = {{"version", kVersion}};
    if (!question.name.empty())
        json["name"] = question.name;
    if (question.reference)
        json["reference"] = *question.reference;
    json["columns"] = Json::array();
    for (const ComparisonColumn& column : question.columns)
        json["columns"].push_back(jsonOf(column));
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<ComparisonQuestion> parseComparisonQuestion(std::string_view json, const std::string& label)
{
    std::string why = "no object";
    Json root;
    try {
        root = Json::parse(json);
    } catch (const Json::exception& error) {
        why = error.what();
    }
    if (!root.is_object())
        return tl::make_unexpected(
            Error{ErrorCode::questionSyntax, {why}, {.file = label, .offset = {}, .line = {}, .element = {}}});
    return Reader(label).read(root);
}

Result<ComparisonQuestion> loadComparisonQuestion(const std::filesystem::path& file)
{
    const auto text = readWhole(file);
    if (!text)
        return tl::make_unexpected(text.error());
    return parseComparisonQuestion(*text, file.string());
}

std::size_t allowedPosition(const ComparisonQuestion& question, std::size_t column, std::size_t position)
{
    const std::size_t pinned = pinnedCount(question);
    const std::size_t size = question.columns.size();
    if (column < size && question.columns[column].pinned)
        return std::min(position, pinned - 1);
    std::size_t last = size;
    if (column < size) // it leaves its own place
        --last;
    return std::clamp(position, pinned, std::max(pinned, last));
}

ComparisonQuestion withColumnMoved(ComparisonQuestion question, std::size_t column, std::size_t position)
{
    if (column >= question.columns.size())
        return question;
    position = allowedPosition(question, column, position);
    ComparisonColumn moved = std::move(question.columns[column]);
    const auto at = [&](std::size_t i) { return question.columns.begin() + static_cast<std::ptrdiff_t>(i); };
    question.columns.erase(at(column));
    question.columns.insert(at(position), std::move(moved));
    if (question.reference == column) {
        question.reference = position;
    } else if (auto& reference = question.reference) {
        if (*reference > column)
            --*reference;
        if (*reference >= position)
            ++*reference;
    }
    return question;
}

ComparisonQuestion withColumnAdded(ComparisonQuestion question, ComparisonColumn column, std::size_t position)
{
    if (question.columns.size() >= kMostComparisonColumns)
        return question;
    const std::size_t pinned = pinnedCount(question);
    const std::size_t size = question.columns.size();
    if (column.pinned)
        position = std::min(position, pinned);
    else
        position = std::clamp(position, pinned, size);
    question.columns.insert(question.columns.begin() + static_cast<std::ptrdiff_t>(position), std::move(column));
    if (question.reference && *question.reference >= position)
        ++*question.reference;
    return question;
}

ComparisonQuestion withColumnRemoved(ComparisonQuestion question, std::size_t column)
{
    if (column >= question.columns.size())
        return question;
    question.columns.erase(question.columns.begin() + static_cast<std::ptrdiff_t>(column));
    if (question.reference == column)
        question.reference.reset();
    else if (question.reference && *question.reference > column)
        --*question.reference;
    return question;
}

ComparisonQuestion withPinned(ComparisonQuestion question, std::size_t column, bool pinned)
{
    if (column >= question.columns.size() || question.columns[column].pinned == pinned)
        return question;
    // Pinning takes a column to the end of the pinned ones; unpinning to the front of the others.
    std::size_t edge = pinnedCount(question);
    if (!pinned)
        --edge;
    question.columns[column].pinned = false;
    ComparisonColumn changed = question.columns[column];
    const bool wasReference = question.reference == column;
    question = withColumnRemoved(std::move(question), column);
    changed.pinned = pinned;
    question = withColumnAdded(std::move(question), std::move(changed), edge);
    if (wasReference)
        question.reference = edge;
    return question;
}

} // namespace tenbin
