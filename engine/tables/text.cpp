// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tables/text.h"

#include <algorithm>

#include "engine/core/shortened.h"
#include "engine/core/visible_text.h"

namespace tenbin {

namespace {

constexpr std::size_t kCellLetters = 400; ///< one name must not make every line long

using Line = std::vector<std::string>;

/// Terminal columns of UTF-8 text: code points, East Asian wide ones counted twice.
std::size_t displayWidth(const std::string& text)
{
    std::size_t width = 0;
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        if ((byte & 0xc0) == 0x80)
            continue;
        // Lead bytes 0xe3..0xed start most CJK code points; U+2000..U+2fff starts with 0xe2.
        width += byte >= 0xe3 && byte <= 0xed ? 2 : 1;
    }
    return width;
}

std::string shown(const std::string& text) { return visible(shortened(text, kCellLetters)); }

Line titlesOf(const Table& table)
{
    Line titles;
    for (const TableColumn& column : table.columns)
        titles.push_back(column.title);
    return titles;
}

std::vector<Line> shownCells(const Table& table)
{
    std::vector<Line> lines;
    lines.reserve(table.rows.size());
    for (const auto& row : table.rows) {
        Line line;
        for (const TableCell& cell : row)
            line.push_back(shown(cell.text));
        lines.push_back(std::move(line));
    }
    return lines;
}

void widen(std::vector<std::size_t>& widths, const Line& line)
{
    for (std::size_t i = 0; i < line.size(); ++i)
        widths[i] = std::max(widths[i], displayWidth(line[i]));
}

/// Cells beside each other, without blanks at the end.
std::string joined(const Table& table, const Line& line, const std::vector<std::size_t>& widths)
{
    std::string text;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (i > 0)
            text += "  ";
        const std::string space(widths[i] - displayWidth(line[i]), ' ');
        text += table.columns[i].number ? space + line[i] : line[i] + space;
    }
    text.erase(text.find_last_not_of(' ') + 1);
    return text + '\n';
}

} // namespace

std::string toText(const Table& table)
{
    const Line titles = titlesOf(table);
    const std::vector<Line> lines = shownCells(table);
    std::vector<std::size_t> widths(titles.size(), 0);
    widen(widths, titles);
    for (const Line& line : lines)
        widen(widths, line);

    std::string text = joined(table, titles, widths);
    auto group = table.groups.begin();
    const auto groupsBefore = [&](std::size_t row) {
        for (; group != table.groups.end() && group->row <= row; ++group)
            text += '\n' + shown(group->title) + '\n';
    };
    for (std::size_t row = 0; row < lines.size(); ++row) {
        groupsBefore(row);
        text += joined(table, lines[row], widths);
    }
    groupsBefore(lines.size());
    return text;
}

} // namespace tenbin
