// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <regex>
#include <string>
#include <vector>

#include "engine/core/result.h"

namespace tenbin {

/// What parameters of one kind share: all whose `name` reads the same move together.
struct SharedFactor {
    std::string name;    ///< "$1": groups of the file's pattern; "{key}": the parameter's key
    double spread = 0.0; ///< standard deviation of the logarithm that it may carry
};

/// A number that keeps its ratio to a fitted one: the scalar loop takes twice as long as the vector loop.
struct TiedNumber {
    std::string key;
    double ratio = 1.0;
};

/// Which numbers of which preset files are fitted: those marked "fitted" with one of these keys.
struct ParameterRule {
    std::regex file;                       ///< of the path below the folder of presets
    std::map<std::string, double> guesses; ///< key -> value before any row was seen
    std::map<std::string, double> most;    ///< key -> what physics allows: no efficiency is above 1
    double spread = 0.0;                   ///< standard deviation of the logarithm that is each number's own
    std::vector<SharedFactor> factors;
    std::map<std::string, std::vector<TiedNumber>> ties; ///< key -> what follows it
};

/// Rows and parameters that are fitted together.
struct FitPlan {
    std::string name;
    std::vector<std::string> families, metrics; ///< of rows, as in validation.toml
    /// Metrics of rows that read the numbers but do not decide them (energy follows from latency): they are left out too.
    std::vector<std::string> followingMetrics;
    double rowSpread = 0.1; ///< what no parameter explains: standard deviation of ln(estimate / measurement)
    std::vector<ParameterRule> parameters;
};

/// Where the half-width of estimates is kept that left-out errors give.
struct RangeRule {
    std::vector<std::string> families, metrics; ///< of rows whose errors count
    std::string key;                            ///< "accuracy.latency"
    std::regex file;                            ///< of the preset files that hold it, below the folder of presets
    /// Names of the rows that count for a file, from the nearest to the widest: groups of the file's pattern.
    std::vector<std::string> groups;
    std::size_t leastNetworks = 1; ///< a group with fewer says too little: the next one is asked
    /// Operators that nobody measured widen it (ArchitectureSchema::measuredOperators).
    bool widensByOperators = false;
};

struct CalibrationPlan {
    std::vector<FitPlan> fits;
    std::vector<RangeRule> ranges;
};

/// Reads presets/calibration.toml. Errors with file and line: those of presets.
Result<CalibrationPlan> readCalibrationPlan(const std::filesystem::path& file);

} // namespace tenbin
