// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <toml++/toml.h>

#include "engine/core/result.h"

namespace tenbin {

/// Where a text leaves what every TOML reader of Tenbin takes, and why.
struct TomlFault {
    int line = 1, column = 1; ///< column: code points, from 1
    std::string reason;
};

/// What toml++ 3.3 must not be given: text that is no UTF-8, other characters than ASCII outside of strings and comments
/// (bare keys are ASCII; the library does not survive all others), and nesting without bound. Empty: nothing of the kind.
std::optional<TomlFault> tomlFault(std::string_view text);

/// The one door to TOML: presets, questions, cameras, mapping rules. Error: `code` with what is wrong, and `label`
/// with the line as place.
Result<toml::table> parseToml(std::string_view text, const std::string& label,
                              ErrorCode code = ErrorCode::presetSyntax);

} // namespace tenbin
