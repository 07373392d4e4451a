// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/comparison/column_text.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/targets/target_lookup.h"

namespace tenbin {

namespace {

/// Text between `first` and `end`, which may be npos: the rest.
std::string between(const std::string& text, std::size_t first, std::size_t end)
{
    if (end == std::string::npos)
        return text.substr(first);
    return text.substr(first, end - first);
}

} // namespace

Result<ComparisonColumn> columnFromText(const std::string& text, const TargetLibrary& library)
{
    ComparisonColumn column;
    const std::size_t at = text.rfind('@');
    if (at == std::string::npos || at == 0)
        return fail(ErrorCode::questionValue, {text, "MODEL@TARGET, MODEL@TARGET:key=value;key=value"});
    column.network = text.substr(0, at);
    const std::size_t colon = text.find(':', at);
    column.target = between(text, at + 1, colon);
    const auto meant = targetMeant(library, column.target);
    if (!meant)
        return tl::make_unexpected(meant.error());
    const Target* target = *meant;
    column.target = target->id;
    for (std::size_t start = colon; start != std::string::npos;) {
        const std::size_t end = text.find(';', start + 1);
        const std::string setting = between(text, start + 1, end);
        const std::size_t equals = std::min(setting.find('='), setting.size());
        const std::size_t value = std::min(equals + 1, setting.size());
        auto next =
            withOption(*target, std::move(column.configuration), setting.substr(0, equals), setting.substr(value));
        if (!next)
            return tl::make_unexpected(next.error());
        column.configuration = std::move(*next);
        start = end;
    }
    return column;
}

std::string columnText(const ComparisonColumn& column, const TargetLibrary& library)
{
    std::string text = column.network + "@" + column.target;
    char mark = ':';
    for (const auto& [key, value] : column.configuration.values)
        text += fmt::format("{}{}={}", std::exchange(mark, ';'), key, toString(value));
    ComparisonColumn plain = column;
    plain.pinned = false;
    const auto read = columnFromText(text, library);
    if (!read || *read != plain)
        return {};
    return text;
}

} // namespace tenbin
