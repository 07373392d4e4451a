// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "engine/core/error.h"
#include "engine/core/sourced.h"
#include "engine/estimate/estimate.h"
#include "engine/graph/graph.h"
#include "engine/targets/configuration.h"

namespace tenbin {

/// How codes become sentences. One English text per code, with %1, %2 … for its
/// arguments, kept in one place for the command line and the window; the window
/// passes `translate` and `format` to say it in the user's language.
struct Wording {
    /// English template -> template in the user's language (identity by default).
    std::function<std::string(std::string_view)> translate;
    /// One argument -> text with unit; English with IEC and SI prefixes by default.
    std::function<std::string(const Argument&)> format;
};

std::string sentence(const Error& error, const Wording& wording = {});
std::string sentence(const Reason& reason, const Wording& wording = {});
/// "set weight bits to 4 and patches to 3", or "use mobilenet_v1?alpha=0.5".
std::string sentence(const Remedy& remedy, const Wording& wording = {});
std::string sentence(const ImportRemark& remark, const Wording& wording = {});

std::string word(VerdictKind verdict, const Wording& wording = {});
std::string word(Bound bound, const Wording& wording = {});
std::string word(ExecutionUnit unit, const Wording& wording = {});
std::string word(EnergyComponent component, const Wording& wording = {});
std::string word(BufferRole role, const Wording& wording = {});
std::string word(SourceKind kind, const Wording& wording = {});
/// Heading of a board section ("sensor" -> "Sensors with inference").
std::string groupName(std::string_view group, const Wording& wording = {});
/// Label of a key where no target is at hand ("clock_hz" -> "Clock"); an unknown key is shown as it is.
std::string optionLabel(std::string_view key, const Wording& wording = {});
/// Label of a target's option: its own where the preset gives one ("mode" of an image sensor -> "Sensor mode").
std::string optionLabel(const OptionSpec& option, const Wording& wording = {});
std::string optionLabel(const Target& target, std::string_view key, const Wording& wording = {});
/// Why an option changes nothing at present: "Acts only with Toolchain: TinyEngine."
std::string sentence(const OptionCondition& unmet, const Target& target, const Wording& wording = {});

/// Where an error happened: "model.tflite, byte 1024, operator 12 (CONV_2D)".
std::string place(const ErrorLocation& where, const Wording& wording = {});

/// Three significant digits with IEC (bytes) or SI prefix and unit: "1.37 MiB", "4.64 ms", "215 fps".
std::string humanBytes(Bytes bytes);
std::string humanSeconds(Seconds seconds);
std::string humanJoules(Joules joules);
std::string humanCount(double count); ///< "301 M"
std::string humanFps(double framesPerSecond);

} // namespace tenbin
