// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/table.h"

#include <algorithm>

#include "cli/visible_text.h"
#include "engine/words/shortened.h"

namespace tenbin::cli {

namespace {

constexpr std::size_t kCellLetters = 400; ///< one name must not make every line long

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

std::string padded(const std::string& text, std::size_t width, Table::Align align)
{
    const std::size_t own = displayWidth(text);
    const std::string space(width > own ? width - own : 0, ' ');
    return align == Table::Align::left ? text + space : space + text;
}

} // namespace

void Table::addRow(std::vector<std::string> cells)
{
    cells.resize(m_columns.size());
    for (std::string& cell : cells)
        cell = visible(shortened(cell, kCellLetters));
    m_rows.push_back({std::move(cells), false});
}

void Table::addHeading(const std::string& text) { m_rows.push_back({{visible(shortened(text, kCellLetters))}, true}); }

std::string Table::toString() const
{
    std::vector<std::size_t> widths;
    for (const Column& column : m_columns)
        widths.push_back(displayWidth(column.title));
    for (const Row& row : m_rows)
        for (std::size_t i = 0; !row.heading && i < row.cells.size(); ++i)
            widths[i] = std::max(widths[i], displayWidth(row.cells[i]));

    std::string text;
    const auto line = [&](const std::vector<std::string>& cells) {
        std::string result;
        for (std::size_t i = 0; i < cells.size(); ++i)
            result += (i ? "  " : "") + padded(cells[i], widths[i], m_columns[i].align);
        result.erase(result.find_last_not_of(' ') + 1);
        text += result + '\n';
    };
    std::vector<std::string> titles;
    for (const Column& column : m_columns)
        titles.push_back(column.title);
    line(titles);
    for (const Row& row : m_rows) {
        if (row.heading)
            text += '\n' + row.cells.front() + '\n';
        else
            line(row.cells);
    }
    return text;
}

} // namespace tenbin::cli
