// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/result.h"

namespace tenbin {

/// A published figure, as its table prints it. Columns: model, model_file, input,
/// precision, target, target_config, toolchain, clock_mhz, memory_config, metric,
/// value, unit, kind, source, notes.
struct Measurement {
    std::string model, modelFile, input, precision;
    std::string target, targetConfig, toolchain, memoryConfig;
    std::optional<double> clockMegahertz;
    std::string metric, unit, kind, source, notes;
    double value = 0.0;
    std::string file;
    int line = 0;

    /// Text of a column by its name; empty if there is none of that name.
    std::string_view column(std::string_view name) const;
};

/// Reads a table; the first record names the columns, in any order.
/// Errors, with file and line: fileNotFound, fileUnreadable, fileEmpty,
/// tableColumn (a column is missing), tableNumber (a value is no number).
Result<std::vector<Measurement>> readMeasurements(const std::filesystem::path& file);
Result<std::vector<Measurement>> parseMeasurements(std::string_view text, const std::string& label);

/// Tables to score against: measurements.csv of each preset folder, then the tables that
/// the user imported or wrote (*.csv in `userFolder`), by name.
std::vector<std::filesystem::path> measurementTables(const std::vector<std::filesystem::path>& presetFolders,
                                                     const std::filesystem::path& userFolder);

} // namespace tenbin
