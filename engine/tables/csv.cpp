// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tables/csv.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "engine/tables/csv_field.h"

namespace tenbin {

namespace {

std::string headingOf(const TableColumn& column, const char* bound)
{
    const bool plain = column.unit.empty() || column.unit == "1";
    return column.title + bound + (plain ? std::string() : " [" + column.unit + "]");
}

/// Whether a cell of the column has an interval, column by column.
std::vector<bool> intervalsOf(const Table& table)
{
    std::vector<bool> any(table.columns.size(), false);
    for (const auto& row : table.rows)
        for (std::size_t i = 0; i < row.size(); ++i)
            any[i] = any[i] || row[i].low || row[i].high;
    return any;
}

void writeCell(RecordWriter& records, const TableCell& cell, const TableColumn& column)
{
    if (cell.value || column.number)
        records.number(cell.value);
    else
        records.text(cell.text);
}

} // namespace

void RecordWriter::beginField()
{
    if (!m_first)
        m_text += m_separators.field;
    m_first = false;
}

void RecordWriter::text(std::string_view text)
{
    beginField();
    m_text += csvField(text, m_separators.field);
}

void RecordWriter::number(const std::optional<double>& value)
{
    beginField();
    if (value && !std::isnan(*value))
        fmt::format_to(std::back_inserter(m_text), "{}", *value);
}

void RecordWriter::endRecord()
{
    m_text += m_separators.record;
    m_first = true;
}

std::string RecordWriter::take() { return std::exchange(m_text, {}); }

std::string csvRecord(const std::vector<std::string>& texts, Separators separators)
{
    RecordWriter record(separators);
    for (const std::string& text : texts)
        record.text(text);
    record.endRecord();
    return record.take();
}

std::string toCsv(const Table& table, Separators separators)
{
    RecordWriter records(separators);
    const std::vector<bool> intervals = intervalsOf(table);
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        records.text(headingOf(table.columns[i], ""));
        if (intervals[i]) {
            records.text(headingOf(table.columns[i], " ≥"));
            records.text(headingOf(table.columns[i], " ≤"));
        }
    }
    records.endRecord();
    for (const auto& row : table.rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            writeCell(records, row[i], table.columns[i]);
            if (intervals[i]) {
                records.number(row[i].low);
                records.number(row[i].high);
            }
        }
        records.endRecord();
    }
    return records.take();
}

std::string toTsv(const Table& table) { return toCsv(table, kTsv); }

} // namespace tenbin
