// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/validation/measurement_writer.h"

#include <fstream>

#include <fmt/format.h>

#include "engine/validation/csv.h"

namespace tenbin {

namespace {

Result<void> replaceFile(const std::filesystem::path& file, const std::string& text)
{
    std::error_code error;
    if (file.has_parent_path())
        std::filesystem::create_directories(file.parent_path(), error);
    const std::filesystem::path fresh = file.string() + ".new";
    if (!error) {
        std::ofstream stream(fresh, std::ios::binary | std::ios::trunc);
        stream << text;
        stream.close();
        if (!stream)
            error = std::make_error_code(std::errc::io_error);
    }
    if (!error)
        std::filesystem::rename(fresh, file, error);
    if (!error)
        return {};
    const std::string message = error.message();
    std::filesystem::remove(fresh, error);
    return fail(ErrorCode::fileUnwritable, {file.string(), message}, {.file = file.string()});
}

} // namespace

std::string toCsv(std::span<const Measurement> rows)
{
    std::string text =
        toCsvRecord({"model", "model_file", "input", "precision", "target", "target_config", "toolchain", "clock_mhz",
                     "memory_config", "metric", "value", "unit", "kind", "source", "notes"});
    for (const Measurement& row : rows)
        text += toCsvRecord({row.model, row.modelFile, row.input, row.precision, row.target, row.targetConfig,
                             row.toolchain, row.clockMegahertz ? fmt::format("{}", *row.clockMegahertz) : std::string(),
                             row.memoryConfig, row.metric, fmt::format("{}", row.value), row.unit, row.kind, row.source,
                             row.notes});
    return text;
}

Result<void> appendMeasurement(const std::filesystem::path& file, const Measurement& row)
{
    std::vector<Measurement> rows;
    std::error_code ignored;
    if (std::filesystem::exists(file, ignored)) {
        auto present = readMeasurements(file);
        if (!present)
            return tl::make_unexpected(present.error());
        rows = std::move(*present);
    }
    rows.push_back(row);
    return replaceFile(file, toCsv(rows));
}

} // namespace tenbin
