// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/targets/target_file.h"

namespace tenbin {

/// Names one number of a preset: the target's own, or one that a choice of an option brings along.
struct NumberPlace {
    std::string option, choice; ///< both empty: the target's own
    std::string key;            ///< "clock_hz", "memory.sram.capacity_bytes"

    auto operator<=>(const NumberPlace&) const = default;
};

/// A number of a preset as an editor shows it.
struct PresetNumber {
    NumberPlace place;
    Sourced<double> number;
    int line = 0;                        ///< 1-based, in the file that it stands in
    const ParameterSpec* spec = nullptr; ///< null: the architecture does not know the key
    bool included = false;               ///< stands in another file and cannot be changed here
};

/// A preset's text, read as far as it can be.
struct PresetOutline {
    Target draft;              ///< what could be read; complete and valid only if `errors` is empty
    std::string origin;        ///< id of the preset it was made from; empty: none
    std::vector<Error> errors; ///< all of them by line, each with key (`where.element` or first argument) and line
    std::vector<PresetNumber> numbers; ///< in the order of the text, own numbers before the options'
    /// Keys that the architecture knows and the preset does not give, required ones first; no patterns ("kernel.*").
    std::vector<const ParameterSpec*> absent;

    bool valid() const { return errors.empty(); }
    const PresetNumber* find(const NumberPlace& place) const;
};

/// Never fails: an editor shows what there is. `label` stands for the file: its stem is the id,
/// includes are resolved beside it.
PresetOutline outlinePreset(std::string_view toml, const std::filesystem::path& label, const SchemaLookup& schemas);

/// The number that an estimate with the target's defaults reads: what the default choice of the last
/// option that gives it says, else the target's own. Null: nobody gives it.
const Sourced<double>* effectiveNumber(const Target& target, std::string_view key);
/// Where it stands.
NumberPlace effectivePlace(const Target& target, std::string_view key);

} // namespace tenbin
