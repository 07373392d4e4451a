// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/validation/measurement_writer.h"

#include "engine/core/file.h"
#include "engine/tables/csv.h"

namespace tenbin {

std::string toCsv(std::span<const Measurement> rows)
{
    Table table;
    for (const char* title : {"model", "model_file", "input", "precision", "target", "target_config", "toolchain",
                              "clock_mhz", "memory_config", "metric", "value", "unit", "kind", "source", "notes"})
        table.columns.push_back(textColumn(title));
    for (const Measurement& row : rows)
        table.rows.push_back({{.text = row.model},
                              {.text = row.modelFile},
                              {.text = row.input},
                              {.text = row.precision},
                              {.text = row.target},
                              {.text = row.targetConfig},
                              {.text = row.toolchain},
                              valueCell(row.clockMegahertz),
                              {.text = row.memoryConfig},
                              {.text = row.metric},
                              {.value = row.value},
                              {.text = row.unit},
                              {.text = row.kind},
                              {.text = row.source},
                              {.text = row.notes}});
    return toCsv(table, kUnixCsv);
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
