// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/validation/measurement_writer.h"

#include <fmt/format.h>

#include "engine/core/file.h"
#include "engine/validation/csv.h"

namespace tenbin {

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
    if (file.has_parent_path())
        std::filesystem::create_directories(file.parent_path(), ignored); // if not, the writer says why
    return writeWhole(file, toCsv(rows));
}

} // namespace tenbin
