// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace tenbin {

/// Appends to a list in words, with the separator where something stands before.
inline void appendTo(std::string& list, std::string_view item, std::string_view separator = ", ")
{
    if (!list.empty())
        list += separator;
    list += item;
}

/// `text`, or nothing.
inline std::string textIf(bool holds, std::string_view text)
{
    if (!holds)
        return {};
    return std::string(text);
}

/// What `text` makes of a value, or `otherwise` where there is none.
template <class T, class Text>
std::string textOr(const std::optional<T>& value, Text&& text, std::string_view otherwise = "—")
{
    if (!value)
        return std::string(otherwise);
    return std::string(std::forward<Text>(text)(*value));
}

} // namespace tenbin
