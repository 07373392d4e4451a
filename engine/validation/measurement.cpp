// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/validation/measurement.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "engine/core/file.h"
#include "engine/tables/csv_reader.h"

namespace tenbin {

namespace {

struct TextColumn {
    std::string_view name;
    std::string Measurement::*member;
};
constexpr std::array<TextColumn, 13> kTextColumns{{
    {"model", &Measurement::model},
    {"model_file", &Measurement::modelFile},
    {"input", &Measurement::input},
    {"precision", &Measurement::precision},
    {"target", &Measurement::target},
    {"target_config", &Measurement::targetConfig},
    {"toolchain", &Measurement::toolchain},
    {"memory_config", &Measurement::memoryConfig},
    {"metric", &Measurement::metric},
    {"unit", &Measurement::unit},
    {"kind", &Measurement::kind},
    {"source", &Measurement::source},
    {"notes", &Measurement::notes},
}};
constexpr std::array<std::string_view, 5> kNeeded{"model", "target", "metric", "value", "kind"};

std::optional<double> toNumber(std::string_view text)
{
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

} // namespace

std::string_view Measurement::column(std::string_view name) const
{
    for (const TextColumn& column : kTextColumns)
        if (column.name == name)
            return this->*column.member;
    return {};
}

Result<std::vector<Measurement>> parseMeasurements(std::string_view text, const std::string& label)
{
    const std::vector<CsvRecord> records = parseCsv(text);
    if (records.empty())
        return fail(ErrorCode::fileEmpty, {label}, {.file = label});
    const std::vector<std::string>& header = records.front().fields;
    for (const std::string_view needed : kNeeded)
        if (std::find(header.begin(), header.end(), needed) == header.end())
            return fail(ErrorCode::tableColumn, {std::string(needed)}, {.file = label, .line = 1});

    std::vector<Measurement> result;
    for (std::size_t i = 1; i < records.size(); ++i) {
        const CsvRecord& record = records[i];
        Measurement row;
        row.file = label;
        row.line = record.line;
        for (std::size_t c = 0; c < header.size() && c < record.fields.size(); ++c) {
            const std::string& field = record.fields[c];
            const auto column = std::find_if(kTextColumns.begin(), kTextColumns.end(),
                                             [&](const TextColumn& t) { return t.name == header[c]; });
            if (column != kTextColumns.end()) {
                row.*column->member = field;
            } else if (header[c] == "clock_mhz") {
                row.clockMegahertz = toNumber(field);
            } else if (header[c] == "value") {
                const auto value = toNumber(field);
                if (!value)
                    return fail(ErrorCode::tableNumber, {field, "value"}, {.file = label, .line = record.line});
                row.value = *value;
            }
        }
        result.push_back(std::move(row));
    }
    return result;
}

Result<std::vector<Measurement>> readMeasurements(const std::filesystem::path& file)
{
    auto text = readWhole(file);
    if (!text)
        return tl::make_unexpected(text.error());
    return parseMeasurements(*text, file.string());
}

std::vector<std::filesystem::path> measurementTables(const std::vector<std::filesystem::path>& presetFolders,
                                                     const std::filesystem::path& userFolder)
{
    std::vector<std::filesystem::path> tables;
    std::error_code ignored;
    for (const auto& folder : presetFolders) {
        const auto file = folder / "measurements.csv";
        if (std::filesystem::exists(file, ignored))
            tables.push_back(file);
    }
    std::vector<std::filesystem::path> own;
    for (const auto& entry : std::filesystem::directory_iterator(userFolder, ignored))
        if (entry.path().extension() == ".csv")
            own.push_back(entry.path());
    std::sort(own.begin(), own.end());
    tables.insert(tables.end(), own.begin(), own.end());
    return tables;
}

} // namespace tenbin
