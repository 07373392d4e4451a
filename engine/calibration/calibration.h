// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "engine/calibration/calibration_plan.h"
#include "engine/calibration/left_out.h"
#include "engine/calibration/number_places.h"
#include "engine/validation/validation.h"

namespace tenbin {

/// A fitted number of a preset file: as it is committed, and as the rows say.
struct FittedNumber {
    FilePlace place; ///< file: below the folder of presets
    double committed = 0.0, found = 0.0;
    std::pair<double, double> interval; ///< 80 % of the probability, given the rows
    std::size_t rows = 0;               ///< that depend on it
    std::vector<TiedNumber> followers;  ///< numbers of the same file that keep their ratio to it
};

/// A row with its errors, estimate / measurement - 1.
struct FittedRow {
    std::size_t row = 0; ///< index among the rows that can be scored
    std::string model, target, network;
    double committed = 0.0; ///< with the presets as they are
    double found = 0.0;     ///< with what was found
    double leftOut = 0.0;   ///< with what is found when all rows of this network are left out
};

struct FitReport {
    std::string name;
    std::vector<std::string> families;
    std::vector<FittedNumber> numbers; ///< in the order of files and keys
    std::vector<FittedRow> rows;
    std::vector<FittedRow> following; ///< rows that read the numbers and did not decide them
};

struct CalibrationReport {
    std::vector<FitReport> fits;
    std::vector<LeftOutRow> leftOut; ///< every row that can be scored, of whatever metric
    std::vector<FittedRange> ranges;
};

/// What is asked: presets as they are committed, rows, and how to estimate.
struct CalibrationContext {
    const ValidationContext& validation;
    std::filesystem::path presets; ///< folder that the library was read from
    int threads = 0;               ///< 0: one a core
};

/// Fits every plan anew to the rows of its families and metrics, and finds the ranges that left-out errors give. Rows that
/// no plan is about are estimated as they are: nothing was fitted to them. Errors: those of reading a preset.
Result<CalibrationReport> calibrate(const CalibrationPlan& plan, const std::vector<Measurement>& rows,
                                    const CalibrationContext& context);

/// Numbers marked "fitted" that none of the reports fits, as "common/x.toml key". Errors: those of reading a preset.
Result<std::vector<std::string>> fittedWithoutRows(const CalibrationReport& report, const CalibrationContext& context);

/// The same place, its file named from the folder of presets.
FilePlace placeBelow(const FilePlace& place, const std::filesystem::path& folder);

/// A number as presets hold it: three significant digits.
double presetRounding(double value);

/// Whether two numbers are the same, as far as three digits can tell.
bool agree(double committed, double found);

/// Whether a preset's range is the one that was found. Half-widths may differ by a tenth, which is less than what one
/// network more would change.
bool rangesAgree(const FittedRange& range);

} // namespace tenbin
