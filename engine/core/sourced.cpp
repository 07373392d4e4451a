// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/sourced.h"

#include <array>

namespace tenbin {

namespace {
constexpr std::array<std::pair<SourceKind, std::string_view>, 6> kNames{{
    {SourceKind::measured, "measured"},
    {SourceKind::datasheet, "datasheet"},
    {SourceKind::paper, "paper"},
    {SourceKind::derived, "derived"},
    {SourceKind::fitted, "fitted"},
    {SourceKind::assumed, "assumed"},
}};
} // namespace

std::string_view toString(SourceKind kind)
{
    for (const auto& [known, name] : kNames)
        if (known == kind)
            return name;
    return "assumed";
}

std::optional<SourceKind> sourceKindFromString(std::string_view text)
{
    for (const auto& [kind, name] : kNames)
        if (name == text)
            return kind;
    return std::nullopt;
}

} // namespace tenbin
