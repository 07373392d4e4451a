// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/targets/product_parser.h"

#include <algorithm>
#include <initializer_list>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace tenbin {

namespace {

/// What a value may be; outside lies a mistake of unit.
struct Bounds {
    double lowest = 0.0, highest = 0.0;
};
constexpr Bounds kPrice{0.001, 1e6};
constexpr Bounds kPieces{1, 1e8};
constexpr Bounds kSideMm{0.3, 1000};
constexpr Bounds kMemoryBytes{0, 1e12};
constexpr Bounds kCelsius{-100, 300};
constexpr Bounds kSleepAmperes{0, 1};
constexpr Bounds kRunAmperesPerHertz{0, 1e-6};
constexpr Bounds kYear{1970, 2100};

/// "2021", "2020-05" or "2026-08-30".
bool isDate(std::string_view text)
{
    const std::string_view pattern = "0000-00-00";
    if (text.size() != 4 && text.size() != 7 && text.size() != 10)
        return false;
    for (std::size_t i = 0; i < text.size(); ++i)
        if ((pattern[i] == '-') != (text[i] == '-') || (pattern[i] == '0' && (text[i] < '0' || text[i] > '9')))
            return false;
    return true;
}

bool isCurrency(std::string_view text)
{
    return text.size() == 3 && std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

class ProductReader {
public:
    ProductReader(const std::string& file, std::vector<Error>& errors) : m_file(file), m_errors(errors) {}

    void read(const toml::table& table, Product& product)
    {
        for (const auto& [name, node] : table)
            readField(name.str(), node, product);
    }

    void wrongType(const toml::node& node, const std::string& key, std::string expected)
    {
        note(ErrorCode::presetType, {key, std::move(expected)}, node, key);
    }

private:
    using Fields = std::initializer_list<std::string_view>;

    void readField(std::string_view name, const toml::node& node, Product& product)
    {
        const std::string key = "product." + std::string(name);
        if (name == "part")
            readPart(node, key, product.part);
        else if (name == "prices")
            readFacts(node, key, product.prices, {"value", "currency", "pieces", "date", "part"});
        else if (name == "package")
            readFact(node, key, product.package, {"value"});
        else if (name == "outline_mm")
            readFact(node, key, product.outline, {"width", "height", "part"});
        else if (name == "cores")
            readFact(node, key, product.cores, {"value"});
        else if (name == "sram_bytes")
            readFact(node, key, product.sram, {"value"});
        else if (name == "flash_bytes")
            readFact(node, key, product.flash, {"value"});
        else if (name == "interfaces")
            readFact(node, key, product.interfaces, {"value", "printed", "whole"});
        else if (name == "temperature_c")
            readFact(node, key, product.temperature, {"lowest", "highest"});
        else if (name == "sleep_currents")
            readFacts(node, key, product.sleepCurrents, {"amperes", "mode"});
        else if (name == "run_currents")
            readFacts(node, key, product.runCurrents, {"amperes_per_hertz", "condition"});
        else if (name == "year")
            readFact(node, key, product.year, {"value"});
        else
            note(ErrorCode::presetUnknownKey, {key}, node, key);
    }

    void note(ErrorCode code, std::vector<std::string> arguments, const toml::node& node, const std::string& key)
    {
        m_errors.push_back(
            {code,
             std::move(arguments),
             {.file = m_file, .offset = {}, .line = static_cast<int>(node.source().begin.line), .element = key}});
    }

    template <class T>
    void readFacts(const toml::node& node, const std::string& key, std::vector<Fact<T>>& into, Fields own)
    {
        const toml::array* array = node.as_array();
        if (!array)
            return wrongType(node, key, "list of tables");
        for (const toml::node& element : *array) {
            std::optional<Fact<T>> fact;
            readFact(element, key, fact, own);
            if (fact)
                into.push_back(std::move(*fact));
        }
    }

    template <class T>
    void readFact(const toml::node& node, const std::string& key, std::optional<Fact<T>>& into, Fields own)
    {
        const toml::table* table = node.as_table();
        if (!table)
            return note(ErrorCode::presetUnsourced, {key}, node, key);
        for (const auto& [name, child] : *table) {
            const std::string_view field = name.str();
            const bool known = field == "kind" || field == "source" || field == "note"
                               || std::find(own.begin(), own.end(), field) != own.end();
            if (!known)
                note(ErrorCode::presetUnknownKey, {key + "." + std::string(field)}, child, key);
        }
        const auto kind = factKindFromString((*table)["kind"].value_or(std::string()));
        Fact<T> fact;
        fact.kind = kind.value_or(FactKind::remembered);
        const bool texts = text(*table, "source", key, fact.source) && text(*table, "note", key, fact.note);
        if (!kind || fact.source.empty())
            note(ErrorCode::presetUnsourced, {key}, node, key);
        if (readValue(*table, key, fact.value) && texts)
            into = std::move(fact);
    }

    /// False where the field is there and is no text.
    bool text(const toml::table& table, std::string_view field, const std::string& key, std::string& into)
    {
        const toml::node* node = table.get(field);
        if (!node)
            return true;
        const auto value = node->value_exact<std::string>();
        if (!value) {
            wrongType(*node, key + "." + std::string(field), "text");
            return false;
        }
        into = *value;
        return true;
    }

    bool number(const toml::table& table, std::string_view field, const std::string& key, Bounds bounds, double& into)
    {
        const std::string name = key + "." + std::string(field);
        const toml::node* node = table.get(field);
        const auto value = node ? node->value<double>() : std::nullopt;
        if (!value) {
            wrongType(node ? *node : table, name, "number");
            return false;
        }
        if (!(*value >= bounds.lowest && *value <= bounds.highest)) {
            note(ErrorCode::presetRange,
                 {name, fmt::format("{}", *value), fmt::format("{} … {}", bounds.lowest, bounds.highest)}, *node, key);
            return false;
        }
        into = *value;
        return true;
    }

    void readPart(const toml::node& node, const std::string& key, ProductPart& into)
    {
        const auto part = productPartFromString(node.value_or(std::string()));
        if (part)
            into = *part;
        else
            wrongType(node, key, "chip, board, die or core");
    }

    void partOf(const toml::table& table, const std::string& key, ProductPart& into)
    {
        if (const toml::node* node = table.get("part"))
            readPart(*node, key + ".part", into);
    }

    bool readValue(const toml::table& table, const std::string& key, Price& price)
    {
        if (!number(table, "value", key, kPrice, price.amount) || !text(table, "currency", key, price.currency)
            || !text(table, "date", key, price.date))
            return false;
        if (!isCurrency(price.currency))
            wrongType(table, key + ".currency", "three letters: USD, EUR, JPY");
        if (!price.date.empty() && !isDate(price.date))
            wrongType(table, key + ".date", "year, year-month or year-month-day");
        double pieces = 0.0;
        if (table.contains("pieces") && number(table, "pieces", key, kPieces, pieces))
            price.pieces = static_cast<std::int64_t>(pieces);
        partOf(table, key, price.part);
        return true;
    }

    bool readValue(const toml::table& table, const std::string& key, std::string& value)
    {
        const bool good = text(table, "value", key, value);
        if (good && value.empty())
            wrongType(table, key + ".value", "text");
        return good;
    }

    bool readValue(const toml::table& table, const std::string& key, Outline& outline)
    {
        partOf(table, key, outline.part);
        return number(table, "width", key, kSideMm, outline.widthMm)
               && number(table, "height", key, kSideMm, outline.heightMm);
    }

    bool readValue(const toml::table& table, const std::string& key, Bytes& bytes)
    {
        double value = 0.0;
        const bool good = number(table, "value", key, kMemoryBytes, value);
        bytes = Bytes(static_cast<std::int64_t>(value));
        return good;
    }

    bool readValue(const toml::table& table, const std::string& key, int& year)
    {
        double value = 0.0;
        const bool good = number(table, "value", key, kYear, value);
        year = static_cast<int>(value);
        return good;
    }

    bool readValue(const toml::table& table, const std::string& key, InterfaceList& list)
    {
        const toml::array* array = table["value"].as_array();
        if (!array) {
            wrongType(table, key + ".value", "list of interfaces");
            return false;
        }
        for (const toml::node& element : *array) {
            if (const auto interface = interfaceFromString(element.value_or(std::string())))
                list.kinds.push_back(*interface);
            else
                noteInterface(element, key);
        }
        list.whole = table["whole"].value_or(false);
        return text(table, "printed", key, list.printed);
    }

    void noteInterface(const toml::node& element, const std::string& key)
    {
        std::vector<std::string_view> names;
        for (const Interface interface : allInterfaces())
            names.push_back(toString(interface));
        note(ErrorCode::presetRange,
             {key, element.value_or(std::string("?")), fmt::format("{}", fmt::join(names, ", "))}, element, key);
    }

    bool readValue(const toml::table& table, const std::string& key, TemperatureRange& range)
    {
        return number(table, "lowest", key, kCelsius, range.lowestCelsius)
               && number(table, "highest", key, {range.lowestCelsius, kCelsius.highest}, range.highestCelsius);
    }

    bool readValue(const toml::table& table, const std::string& key, SleepCurrent& current)
    {
        return number(table, "amperes", key, kSleepAmperes, current.amperes) && text(table, "mode", key, current.mode);
    }

    bool readValue(const toml::table& table, const std::string& key, RunCurrent& current)
    {
        return number(table, "amperes_per_hertz", key, kRunAmperesPerHertz, current.amperesPerHertz)
               && text(table, "condition", key, current.condition);
    }

    const std::string& m_file;
    std::vector<Error>& m_errors;
};

} // namespace

void readProduct(const toml::node& node, const std::string& file, Product& product, std::vector<Error>& errors)
{
    ProductReader reader(file, errors);
    if (const toml::table* table = node.as_table())
        reader.read(*table, product);
    else
        reader.wrongType(node, "product", "table");
}

} // namespace tenbin
