// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/result.h"
#include "engine/targets/target.h"
#include "engine/validation/measurement.h"

namespace tenbin {

/// A pattern that columns of a row must contain (regular expressions, all of them).
struct ColumnPatterns {
    std::map<std::string, std::regex> byColumn;
    /// Groups of the match in `captureColumn`, or empty optional where a pattern does not match.
    std::optional<std::vector<std::string>> match(const Measurement& row, const std::string& captureColumn) const;
};

/// Which network a row is about: a built-in one, and the published file where it is at hand.
struct NetworkRule {
    ColumnPatterns patterns;
    std::string
        zoo; ///< "mobilenet_v1?alpha=$1&input=$2"; $n is a group of the model column's pattern; empty: file only
    std::string file;  ///< path below the folder of models; empty: none
    std::string layer; ///< index of the operator that the row is about; empty: the whole network
};

/// Which target and configuration a row is about.
struct TargetRule {
    ColumnPatterns patterns;
    std::string target;                ///< preset id; $n is a group of the target column's pattern
    std::string family;                ///< under which name errors are summed up
    std::vector<std::string> settings; ///< "key=value"
    bool clock = false;                ///< take clock_hz from the row
    bool toolchain = false;            ///< a [[toolchain]] rule must match as well
    std::optional<double> defaultClockMegahertz;
    std::string
        ram; ///< memory that peak_ram_kib speaks of; "peak": live feature maps; empty: all that hold feature maps
};

/// Which kernel library or compiler a row was built with: the option "toolchain".
struct ToolchainRule {
    ColumnPatterns patterns;
    std::string id;
};

/// Further options; every rule that matches adds its own.
struct SettingRule {
    ColumnPatterns patterns;
    std::optional<std::regex> target;  ///< only for these presets
    std::vector<std::string> settings; ///< "key=value"
};

/// Rows that must not be scored, with the reason.
struct SkipRule {
    ColumnPatterns patterns;
    std::string reason;
};

/// Rules in the order of the file; the first that matches counts, but of settings all.
struct MappingRules {
    std::vector<NetworkRule> networks;
    std::vector<TargetRule> targets;
    std::vector<ToolchainRule> toolchains;
    std::vector<SettingRule> settings;
    std::vector<SkipRule> skips;
};

/// Reads presets/validation.toml. Errors with file and line: those of presets.
Result<MappingRules> readMappingRules(const std::filesystem::path& file);

/// The rules of the first preset folder that has them. Errors: fileNotFound and the above.
Result<MappingRules> findMappingRules(const std::vector<std::filesystem::path>& presetFolders);

/// A row as something Tenbin can estimate.
struct MappedRow {
    std::string zoo, file;
    bool isFloat = false; ///< the row ran the network in single precision
    std::optional<std::size_t> layer;
    std::string target, family;
    std::vector<std::string> settings;
    std::optional<double> clockMegahertz;
    std::string ram;
};

/// Why a row cannot be mapped.
enum class Unmapped {
    skipped,          ///< a rule says so: reason
    networkUnknown,   ///< model
    targetUnknown,    ///< target and toolchain
    toolchainUnknown, ///< toolchain
};
struct UnmappedRow {
    Unmapped why{};
    std::string detail;
};

/// A row that names a preset ("stm32h743") and a network ("zoo:resnet8", or a path in
/// model_file) says itself what it is about: options stand in target_config as
/// "key=value; key=value", the clock in clock_mhz. Empty for any other row.
std::optional<MappedRow> mapOwnRow(const Measurement& row, const Target* target);

tl::expected<MappedRow, UnmappedRow> mapRow(const MappingRules& rules, const Measurement& row);

} // namespace tenbin
