// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/result.h"
#include "engine/targets/target.h"

namespace tenbin {

/// A numeric key that an architecture understands.
struct ParameterSpec {
    std::string key;  ///< may end in ".*": any key with that prefix
    std::string unit; ///< "Hz", "B", "cycle", "J", "W", "s", "B/s", "1" …
    bool required = false;
    double lowest = 0.0;
    double highest = std::numeric_limits<double>::max();
    std::string meaning; ///< for presets/schema.md
};

/// What presets of one architecture may and must say.
struct ArchitectureSchema {
    std::string architecture;
    std::vector<ParameterSpec> parameters;
    std::vector<std::string> options; ///< option keys the cost model reads
    std::vector<std::string> traits;
    /// Operator kinds ("CONV_2D") that published figures of the architecture hold; empty: the model itself widens the range.
    std::vector<std::string> measuredOperators;

    const ParameterSpec* find(std::string_view key) const;
};

/// No preset, and no file that it includes, is larger.
inline constexpr std::uint64_t kMostPresetBytes = std::uint64_t{1} << 20;

/// Schema of an architecture, or null if nobody registered it.
using SchemaLookup = std::function<const ArchitectureSchema*(std::string_view architecture)>;

/// Parameters that every architecture understands: memories and accuracy.
const ArchitectureSchema& commonSchema();

/// Reads a preset (presets/schema.md). Errors name file, line and key: fileNotFound,
/// fileUnreadable, presetSyntax, presetUnknownKey, presetMissingKey, presetType,
/// presetRange, presetUnsourced, presetArchitecture.
Result<Target> loadTarget(const std::filesystem::path& file, const SchemaLookup& schemas);
/// The same for text; `label` stands for the file, includes are resolved beside it
/// and must lie inside the folder of presets (the parent of "targets", or the file's own).
Result<Target> parseTarget(std::string_view toml, const std::filesystem::path& label, const SchemaLookup& schemas);

/// All presets of some folders ("targets/*.toml"), sorted by file name; a later
/// folder overrides an earlier one by id. A bad preset is left out and reported.
struct TargetLibrary {
    std::vector<Target> targets;
    std::vector<Error> errors;

    const Target* find(std::string_view id) const;
};
/// Sections of the board that have targets, in the order in which it shows them.
std::vector<std::string> groupsOf(const TargetLibrary& library);

TargetLibrary loadTargets(const std::vector<std::filesystem::path>& folders, const SchemaLookup& schemas);

} // namespace tenbin
