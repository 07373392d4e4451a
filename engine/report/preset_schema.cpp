// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/report/preset_schema.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace tenbin {

namespace {

std::string rangeOf(const ParameterSpec& spec)
{
    const bool open = spec.highest == std::numeric_limits<double>::max();
    return open ? fmt::format("≥ {}", spec.lowest) : fmt::format("{} … {}", spec.lowest, spec.highest);
}

std::string tableOf(const ArchitectureSchema& schema)
{
    std::string text = fmt::format("## `{}`\n\n", schema.architecture);
    if (!schema.options.empty())
        text += fmt::format("Options: `{}`. ", fmt::join(schema.options, "`, `"));
    if (!schema.traits.empty())
        text += fmt::format("Traits: `{}`.", fmt::join(schema.traits, "`, `"));
    text += "\n\n| key | unit | range | required | meaning |\n|---|---|---|---|---|\n";
    for (const ParameterSpec& spec : schema.parameters)
        text += fmt::format("| `{}` | {} | {} | {} | {} |\n", spec.key, spec.unit, rangeOf(spec),
                            spec.required ? "yes" : "", spec.meaning);
    return text + "\n";
}

} // namespace

std::string presetSchemaMarkdown(std::span<const ArchitectureSchema* const> schemas)
{
    std::string text = tableOf(commonSchema());
    for (const ArchitectureSchema* schema : schemas)
        text += tableOf(*schema);
    return text;
}

} // namespace tenbin
