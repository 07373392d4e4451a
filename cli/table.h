// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace tenbin::cli {

/// A plain-text table: columns as wide as their widest cell, numbers to the right.
class Table {
public:
    enum class Align { left, right };

    struct Column {
        std::string title;
        Align align = Align::left;
    };

    explicit Table(std::vector<Column> columns) : m_columns(std::move(columns)) {}
    /// One cell a column; missing ones stay empty. What a file put into a cell is visible and bounded.
    void addRow(std::vector<std::string> cells);
    /// A line that spans all columns, to group the rows below it.
    void addHeading(const std::string& text);
    std::string toString() const;

private:
    struct Row {
        std::vector<std::string> cells;
        bool heading = false;
    };
    std::vector<Column> m_columns;
    std::vector<Row> m_rows;
};

} // namespace tenbin::cli
