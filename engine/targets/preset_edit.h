// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "engine/core/result.h"
#include "engine/targets/preset_outline.h"

namespace tenbin {

// Changes of a preset's text at the place in question: comments, order and spacing of
// everything else stay as they are. All return the new text; errors: presetSyntax (the text is
// no TOML), presetUnknownKey (there is nothing of that name, or it is written in a way that only a
// person can change).

/// Replaces a number with its kind, source and interval, or adds it where the preset lacks it.
Result<std::string> withNumber(std::string_view toml, const NumberPlace& place, const Sourced<double>& number);
/// Removes the line of a number.
Result<std::string> withoutNumber(std::string_view toml, const NumberPlace& place);
/// Replaces or adds a text of the head: name, vendor, architecture, group, origin.
Result<std::string> withHeadText(std::string_view toml, std::string_view key, std::string_view text);
/// Which choice an option begins with.
Result<std::string> withDefaultChoice(std::string_view toml, std::string_view option, std::string_view choice);
/// What a choice is called on the screen.
Result<std::string> withChoiceLabel(std::string_view toml, std::string_view option, std::string_view choice,
                                    std::string_view label);
/// Bounds of a number that the user of the target may choose.
Result<std::string> withOptionRange(std::string_view toml, std::string_view option, double lowest, double highest);

/// True where the text needs other files.
bool hasIncludes(std::string_view toml);

} // namespace tenbin
