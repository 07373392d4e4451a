// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/tables/table.h"

namespace tenbin {

/// What stands between fields and behind records.
struct Separators {
    char field = ',';
    std::string_view record = "\r\n";
};
inline constexpr Separators kCsv{',', "\r\n"};   ///< RFC 4180
inline constexpr Separators kUnixCsv{',', "\n"}; ///< as the tables of measurements and studies have always been
inline constexpr Separators kTsv{'\t', "\n"};    ///< for the clipboard

/// Records field by field, for what is too long to be a Table first. Texts are csvField()s, numbers stand as they are:
/// in full, with '.' in every locale, empty where unknown or not a number.
class RecordWriter {
public:
    explicit RecordWriter(Separators separators) : m_separators(separators) {}

    void text(std::string_view text);
    void number(const std::optional<double>& value);
    void endRecord();
    std::size_t size() const { return m_text.size(); }
    /// What was written since the last call.
    std::string take();

private:
    void beginField();

    Separators m_separators;
    bool m_first = true;
    std::string m_text;
};

/// A record of texts.
std::string csvRecord(const std::vector<std::string>& texts, Separators separators = kCsv);

/// Headings with units ("latency [s]"), then the rows: the number of a cell that has one, else its text; a text in a
/// column of numbers means "unknown" and is left empty. Intervals are columns of their own ("latency ≥ [s]").
std::string toCsv(const Table& table, Separators separators = kCsv);
std::string toTsv(const Table& table);

} // namespace tenbin
