// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/close_names.h"

#include <algorithm>
#include <numeric>
#include <optional>

namespace tenbin {

namespace {

constexpr std::size_t kLongestName = 64; ///< longer words are no slip of the finger
constexpr std::size_t kMostNames = 3;

std::string plain(std::string_view name)
{
    std::string result;
    for (const char c : name) {
        if (c == '-' || c == ' ')
            result += '_';
        else
            result += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return result;
}

/// Letters to insert, to leave out or to replace (Levenshtein).
std::size_t distance(const std::string& a, const std::string& b)
{
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row[b.size()];
}

/// 0 is the same name; nothing where they have little in common.
std::optional<std::size_t> difference(const std::string& wanted, const std::string& name)
{
    constexpr std::size_t kShortestPart = 3;
    if (wanted == name)
        return 0;
    if (wanted.size() >= kShortestPart && name.find(wanted) != std::string::npos)
        return 1;
    const std::size_t letters = distance(wanted, name);
    const std::size_t few = std::max<std::size_t>(1, std::min(wanted.size(), name.size()) / 3);
    return letters <= few ? std::optional(1 + letters) : std::nullopt;
}

bool holdsAsWords(const std::string& name, const std::string& words)
{
    return ("_" + name + "_").find("_" + words + "_") != std::string::npos;
}

} // namespace

std::vector<std::string> closeNames(std::string_view wanted, const std::vector<std::string>& known)
{
    if (wanted.empty() || wanted.size() > kLongestName)
        return {};
    const std::string asked = plain(wanted);
    std::vector<std::pair<std::size_t, std::string>> close;
    for (const std::string& name : known)
        if (name.size() <= kLongestName)
            if (const auto apart = difference(asked, plain(name)))
                close.emplace_back(*apart, name);
    std::stable_sort(close.begin(), close.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<std::string> names;
    for (auto& [apart, name] : close)
        if (names.size() < kMostNames && std::find(names.begin(), names.end(), name) == names.end())
            names.push_back(std::move(name));
    return names;
}

std::string onlyName(std::string_view wanted, const std::vector<std::string>& known)
{
    const std::string asked = plain(wanted);
    if (asked.empty())
        return {};
    std::vector<std::string> same;
    std::vector<std::string> holding;
    for (const std::string& name : known) {
        if (plain(name) == asked)
            same.push_back(name);
        else if (holdsAsWords(plain(name), asked))
            holding.push_back(name);
    }
    const std::vector<std::string>& found = same.empty() ? holding : same;
    return found.size() == 1 ? found.front() : std::string();
}

} // namespace tenbin
