// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tenbin {

/// A record of comma-separated values (RFC 4180) and the line on which it begins.
struct CsvRecord {
    std::vector<std::string> fields;
    int line = 1;
};

/// Quoted fields may hold commas, quotes (doubled) and line ends; CR LF and LF
/// end a record; blank lines are passed over. Never fails: a quote that is not
/// closed ends with the text.
std::vector<CsvRecord> parseCsv(std::string_view text);

} // namespace tenbin
