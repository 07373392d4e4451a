// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "engine/targets/target.h"

namespace tenbin {

/// A target as the text of a preset (presets/schema.md) that needs no other file: what
/// includes brought along is written out. Reading it again gives an equal target.
/// `origin`: id of the preset it was made from; `comment`: lines put before everything, each as "# …".
std::string writePreset(const Target& target, std::string_view origin = {}, std::string_view comment = {});

/// The comment lines that a preset begins with, without their "# ".
std::string leadingComment(std::string_view toml);

// Pieces of TOML, for whoever edits a preset's text.
/// A basic string in quotes; control characters are escaped, bytes that are no UTF-8 become U+FFFD.
std::string tomlText(std::string_view text);
/// Each part between dots bare where TOML allows it, in quotes otherwise: `cpu.clock_hz`.
std::string tomlKey(std::string_view dotted);
/// "400000000", "1.28e-07", "nan": the shortest text that reads back as the same number.
std::string tomlNumber(double value);
/// "{ value = …, kind = "…", source = "…" }".
std::string tomlNumber(const Sourced<double>& number);

} // namespace tenbin
