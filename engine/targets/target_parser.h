// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/result.h"
#include "engine/targets/target.h"

namespace tenbin {

/// A number of a preset with its place, kept until the schema has been checked.
struct PlacedNumber {
    std::string key;
    double value = 0.0;
    ErrorLocation where;
    std::string option, choice; ///< the choice of an option that it belongs to; empty: the target's own
    bool included = false;      ///< stands in another file
};

/// A preset as written, before its architecture has had a say.
struct ParsedTarget {
    Target target;
    std::string origin; ///< id of the preset it was made from; empty: none
    std::vector<PlacedNumber> numbers;
    std::vector<PlacedNumber> optionPlaces; ///< key = option key
    std::optional<int> parametersLine;      ///< where [parameters] begins in the file itself
    std::vector<Error> errors;              ///< all of them, in the order of reading
};

class IncludedFiles;

/// TOML text -> data; includes are read from disk beside `file`, or taken from those that `included` has read already.
/// Knows the grammar of presets/schema.md and nothing of any architecture.
ParsedTarget parsePreset(std::string_view toml, const std::filesystem::path& file, IncludedFiles& included);
/// The same for one preset alone.
ParsedTarget parsePreset(std::string_view toml, const std::filesystem::path& file);

} // namespace tenbin
