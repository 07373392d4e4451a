// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tables/markdown.h"

#include <fmt/format.h>

namespace tenbin {

namespace {

std::string markdownOf(const TableCell& cell, const TableColumn& column)
{
    std::string text = column.markup ? cell.text : escapedMarkdown(cell.text);
    if (cell.best)
        return fmt::format("**{}**", text);
    return text;
}

} // namespace

std::string escapedMarkdown(std::string_view text)
{
    constexpr std::string_view kMarks = "|*_`<\\[]";
    std::string result;
    for (const char c : text) {
        if (c == '\n' || c == '\r') {
            result += ' ';
            continue;
        }
        if (kMarks.find(c) != std::string_view::npos)
            result += '\\';
        result += c;
    }
    return result;
}

std::string toMarkdown(const Table& table)
{
    std::string text = "|";
    std::string rule = "|";
    for (const TableColumn& column : table.columns) {
        text += fmt::format(" {} |", escapedMarkdown(column.title));
        rule += column.number ? "---:|" : "---|";
    }
    text += "\n" + rule + "\n";
    for (const auto& row : table.rows) {
        text += "|";
        for (std::size_t i = 0; i < row.size(); ++i)
            text += fmt::format(" {} |", markdownOf(row[i], table.columns[i]));
        text += "\n";
    }
    return text;
}

} // namespace tenbin
