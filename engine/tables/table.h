// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tenbin {

enum class Tone : std::uint8_t { plain, good, warn, bad, muted };

/// A cell says a text to people and, where it is a number, the number to programs.
struct TableCell {
    std::string text;
    std::optional<double> value;     ///< in the column's unit
    std::optional<double> low, high; ///< should hold the truth four times out of five
    Tone tone = Tone::plain;
    bool best = false;
};

struct TableColumn {
    std::string key;     ///< in JSON
    std::string title;   ///< in the reader's language
    std::string unit;    ///< "s"; of values, not of texts
    bool number = false; ///< to the right
    double weight = 1.0; ///< share of the page's width
    bool data = false;   ///< for programs: in CSV and JSON alone
    bool markup = false; ///< cells are Markdown already: words of ours, never a name out of a file
};

/// A title that spans the columns, before the row with this number.
struct TableGroup {
    std::size_t row = 0;
    std::string title;
};

/// The one table: what writes CSV, TSV, JSON, Markdown, text for terminals, HTML or PDF takes it as it is, and each
/// writer guards what a name may hold.
struct Table {
    std::string key, caption;
    std::vector<TableColumn> columns;
    std::vector<std::vector<TableCell>> rows; ///< one cell a column
    std::vector<TableGroup> groups{};         ///< in text alone

    /// A row of texts; missing ones are empty.
    void addTexts(std::vector<std::string> texts);
    /// Groups the rows that are added from now on.
    void addGroup(std::string title);
};

/// The number alone, for programs; a quantity's in its unit.
template <class Q>
TableCell valueCell(const std::optional<Q>& number)
{
    TableCell cell;
    if (!number)
        return cell;
    if constexpr (requires { number->count(); })
        cell.value = number->count();
    else
        cell.value = *number;
    return cell;
}

/// Columns that need no more than a heading.
TableColumn textColumn(std::string title);
TableColumn numberColumn(std::string title);

} // namespace tenbin
