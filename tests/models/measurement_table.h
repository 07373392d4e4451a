// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

namespace tenbin {

/// Rows of a comma-separated file with a header line, by column name. Quoted
/// fields may hold commas. Empty where the file is absent.
using MeasurementRow = std::map<std::string, std::string>;

inline std::vector<std::string> splitCsvLine(const std::string& line)
{
    std::vector<std::string> fields(1);
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '"') {
            if (quoted && i + 1 < line.size() && line[i + 1] == '"')
                fields.back() += line[i++];
            else
                quoted = !quoted;
        } else if (line[i] == ',' && !quoted) {
            fields.emplace_back();
        } else if (line[i] != '\r') {
            fields.back() += line[i];
        }
    }
    return fields;
}

inline std::vector<MeasurementRow> readMeasurements(const std::string& name)
{
    const std::filesystem::path file = std::filesystem::path(TENBIN_SHARED_DIR) / "measurements" / name;
    std::vector<MeasurementRow> rows;
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored))
        return rows;
    std::ifstream stream(file);
    std::string line;
    std::getline(stream, line);
    const std::vector<std::string> header = splitCsvLine(line);
    while (std::getline(stream, line)) {
        const std::vector<std::string> fields = splitCsvLine(line);
        MeasurementRow row;
        for (std::size_t i = 0; i < header.size() && i < fields.size(); ++i)
            row[header[i]] = fields[i];
        rows.push_back(std::move(row));
    }
    return rows;
}

inline long integer(const MeasurementRow& row, const std::string& column)
{
    const auto it = row.find(column);
    return it == row.end() ? 0 : std::strtol(it->second.c_str(), nullptr, 10);
}

} // namespace tenbin
