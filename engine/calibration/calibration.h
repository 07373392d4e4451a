// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/calibration/calibration_plan.h"
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
    std::string model, target, network;
    double committed = 0.0;           ///< with the presets as they are
    double found = 0.0;               ///< with what was found
    double leftOut = 0.0;             ///< with what is found when all rows of this network are left out
    std::vector<std::size_t> numbers; ///< indices into FitReport::numbers
};

/// The half-width that a file's estimates deserve: four of five left-out errors lie within.
struct FittedRange {
    FilePlace place;
    std::optional<double> committed;
    double found = 0.0;
    double median = 0.0;  ///< of the sizes of the same errors
    std::size_t rows = 0; ///< whose errors counted
    std::string group;    ///< which rows those are
};

struct FitReport {
    std::string name;
    std::vector<std::string> families;
    std::vector<FittedNumber> numbers; ///< in the order of files and keys
    std::vector<FittedRow> rows;
    std::vector<FittedRange> ranges;
};

/// What is asked: presets as they are committed, rows, and how to estimate.
struct CalibrationContext {
    const ValidationContext& validation;
    std::filesystem::path presets; ///< folder that the library was read from
    int threads = 0;               ///< 0: one a core
};

/// Fits every plan anew to the rows of its families and metrics. Errors: those of reading a preset.
Result<std::vector<FitReport>> calibrate(const CalibrationPlan& plan, const std::vector<Measurement>& rows,
                                         const CalibrationContext& context);

/// Numbers marked "fitted" that the plan neither fits nor explains, as "common/x.toml key". Errors: those of reading a
/// preset.
Result<std::vector<std::string>> fittedWithoutPlan(const CalibrationPlan& plan, const CalibrationContext& context);

/// A number as presets hold it: three significant digits.
double presetRounding(double value);

/// Whether two numbers are the same, as far as three digits can tell.
bool agree(double committed, double found);

} // namespace tenbin
