// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tables/csv_field.h"

#include <algorithm>
#include <charconv>

namespace tenbin {

namespace {

/// "12 %" -> "12": spreadsheets read shares as numbers, too.
std::string_view withoutPercent(std::string_view text)
{
    if (!text.ends_with('%'))
        return text;
    text.remove_suffix(1);
    constexpr std::string_view kSpaces[] = {" ", "\u00a0", "\u2009", "\u202f"};
    for (const std::string_view space : kSpaces)
        if (text.ends_with(space))
            text.remove_suffix(space.size());
    return text;
}

bool isNumber(std::string_view text)
{
    text = withoutPercent(text);
    if (!text.empty() && (text.front() == '+' || text.front() == '-'))
        text.remove_prefix(1);
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool digits = !text.empty() && (text.front() == '.' || (text.front() >= '0' && text.front() <= '9'));
    return digits && error != std::errc::invalid_argument && end == text.data() + text.size();
}

/// Behind apostrophes too, so that one can be put in front and taken away again.
bool looksLikeFormula(std::string_view text)
{
    text.remove_prefix(std::min(text.find_first_not_of('\''), text.size()));
    return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
}

} // namespace

std::string csvField(std::string_view text, char separator)
{
    std::string field;
    if (looksLikeFormula(text) && !isNumber(text))
        field = '\'';
    field += text;
    const bool plain = field.find_first_of("\"\r\n") == std::string::npos && field.find(separator) == std::string::npos;
    if (plain)
        return field;
    std::string quoted = "\"";
    for (const char c : field)
        quoted.append(c == '"' ? 2 : 1, c);
    return quoted + '"';
}

std::string_view withoutFormulaGuard(std::string_view field)
{
    if (field.starts_with('\'') && looksLikeFormula(field))
        field.remove_prefix(1);
    return field;
}

} // namespace tenbin
