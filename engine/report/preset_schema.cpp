// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/report/preset_schema.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/core/text_parts.h"
#include "engine/tables/markdown.h"

namespace tenbin {

namespace {

std::string rangeOf(const ParameterSpec& spec)
{
    if (spec.highest == std::numeric_limits<double>::max())
        return fmt::format("≥ {}", spec.lowest);
    return fmt::format("{} … {}", spec.lowest, spec.highest);
}

Table parameterTable(const ArchitectureSchema& schema)
{
    Table table;
    for (const char* title : {"key", "unit", "range", "required", "meaning"}) {
        table.columns.push_back(textColumn(title));
        table.columns.back().markup = true;
    }
    for (const ParameterSpec& spec : schema.parameters)
        table.addTexts({"`" + spec.key + "`", spec.unit, rangeOf(spec), textIf(spec.required, "yes"), spec.meaning});
    return table;
}

std::string sectionOf(const ArchitectureSchema& schema)
{
    std::string text = fmt::format("## `{}`\n\n", schema.architecture);
    if (!schema.options.empty())
        text += fmt::format("Options: `{}`. ", fmt::join(schema.options, "`, `"));
    if (!schema.traits.empty())
        text += fmt::format("Traits: `{}`.", fmt::join(schema.traits, "`, `"));
    return text + "\n\n" + toMarkdown(parameterTable(schema)) + "\n";
}

} // namespace

std::string presetSchemaMarkdown(std::span<const ArchitectureSchema* const> schemas)
{
    std::string text = sectionOf(commonSchema());
    for (const ArchitectureSchema* schema : schemas)
        text += sectionOf(*schema);
    return text;
}

} // namespace tenbin
