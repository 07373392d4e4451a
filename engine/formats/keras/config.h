// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

namespace tenbin {

/// The configuration of a layer: a JSON object whose values may be absent or of any type.
class KerasConfig {
public:
    /// `object` must outlive this; null and what is no object count as an empty one.
    explicit KerasConfig(const nlohmann::json* object = nullptr) : m_object(object) {}

    /// The value of a key; null where there is none or it is null.
    const nlohmann::json* find(const char* key) const;
    KerasConfig object(const char* key) const { return KerasConfig(find(key)); }
    std::string text(const char* key, std::string otherwise = {}) const;
    bool flag(const char* key, bool otherwise) const;
    std::optional<double> number(const char* key) const;
    std::optional<std::int64_t> integer(const char* key) const;
    /// A list of integers; a lone one is a list of one. Anything else: empty.
    std::vector<std::int64_t> integers(const char* key) const;
    /// All numbers in lists of lists, in order; a lone one is a list of one.
    std::vector<float> numbers(const char* key) const;

private:
    const nlohmann::json* m_object;
};

/// An integer within +-2^53; nothing for other numbers.
std::optional<std::int64_t> jsonInteger(const nlohmann::json& value);
/// A text, or nothing.
const std::string* jsonText(const nlohmann::json& value);
/// Parses what Python writes, which may hold NaN and Infinity (they become null). Nothing where it is no JSON.
std::optional<nlohmann::json> parsePythonJson(std::string_view text);

} // namespace tenbin
