// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/keras/config.h"

#include <algorithm>
#include <array>

namespace tenbin {

namespace {

using json = nlohmann::json;

constexpr int kMaxDepth = 8;

void appendNumbers(const json& value, int depth, std::vector<float>& numbers)
{
    if (value.is_number())
        numbers.push_back(value.get<float>());
    else if (value.is_array() && depth < kMaxDepth)
        for (const json& item : value)
            appendNumbers(item, depth + 1, numbers);
}

} // namespace

std::optional<std::int64_t> jsonInteger(const json& value)
{
    constexpr double kMost = 9007199254740992.0;
    if (!value.is_number())
        return std::nullopt;
    const double number = value.get<double>();
    if (!(number >= -kMost && number <= kMost) || number != static_cast<double>(static_cast<std::int64_t>(number)))
        return std::nullopt;
    return static_cast<std::int64_t>(number);
}

const std::string* jsonText(const json& value) { return value.get_ptr<const std::string*>(); }

std::optional<json> parsePythonJson(std::string_view text)
{
    static constexpr std::array<std::string_view, 3> kNoNumbers{"NaN", "-Infinity", "Infinity"};
    std::string plain;
    plain.reserve(text.size());
    bool quoted = false;
    while (!text.empty()) {
        const auto word = std::find_if(kNoNumbers.begin(), kNoNumbers.end(),
                                       [&](std::string_view w) { return !quoted && text.starts_with(w); });
        if (word != kNoNumbers.end()) {
            plain += "null";
            text.remove_prefix(word->size());
            continue;
        }
        if (text.front() == '"')
            quoted = !quoted;
        const std::size_t taken = quoted && text.front() == '\\' ? std::min<std::size_t>(2, text.size()) : 1;
        plain += text.substr(0, taken);
        text.remove_prefix(taken);
    }
    json parsed = json::parse(plain, nullptr, false);
    if (parsed.is_discarded())
        return std::nullopt;
    return parsed;
}

const json* KerasConfig::find(const char* key) const
{
    if (!m_object || !m_object->is_object())
        return nullptr;
    const auto found = m_object->find(key);
    if (found == m_object->end() || found->is_null())
        return nullptr;
    return &*found;
}

std::string KerasConfig::text(const char* key, std::string otherwise) const
{
    const json* value = find(key);
    const std::string* found = value ? jsonText(*value) : nullptr;
    if (found)
        return *found;
    return otherwise;
}

bool KerasConfig::flag(const char* key, bool otherwise) const
{
    const json* value = find(key);
    const bool* found = value ? value->get_ptr<const bool*>() : nullptr;
    if (found)
        return *found;
    return otherwise;
}

std::optional<double> KerasConfig::number(const char* key) const
{
    const json* value = find(key);
    if (!value || !value->is_number())
        return std::nullopt;
    return value->get<double>();
}

std::optional<std::int64_t> KerasConfig::integer(const char* key) const
{
    const json* value = find(key);
    if (!value)
        return std::nullopt;
    return jsonInteger(*value);
}

std::vector<std::int64_t> KerasConfig::integers(const char* key) const
{
    const json* value = find(key);
    if (!value)
        return {};
    if (const auto one = jsonInteger(*value))
        return {*one};
    std::vector<std::int64_t> list;
    if (value->is_array())
        for (const json& item : *value) {
            const auto number = jsonInteger(item);
            if (!number)
                return {};
            list.push_back(*number);
        }
    return list;
}

std::vector<float> KerasConfig::numbers(const char* key) const
{
    std::vector<float> list;
    if (const json* value = find(key))
        appendNumbers(*value, 0, list);
    return list;
}

} // namespace tenbin
