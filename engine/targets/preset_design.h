// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/result.h"
#include "engine/targets/preset_outline.h"
#include "engine/targets/quantity.h"

namespace tenbin {

/// A target with other numbers, under another name.
struct DuplicateRequest {
    std::string name; ///< of the new target
    std::map<std::string, double>
        numbers; ///< by key ("clock_hz", "memory.sram.capacity_bytes"); those that do not differ are left alone
};

/// Text of a preset that is `original` with other numbers. A number is changed where an estimate
/// with the defaults reads it (a parameter or the default choice of an option), as kind `assumed`
/// with the old value and its source in the new source; the range of an option of that key is
/// widened to hold it. The original's text is kept with its comments if it stands alone, and
/// written out otherwise. Errors: those of withNumber().
Result<std::string> duplicatePreset(const Target& original, std::string_view originalText,
                                    const DuplicateRequest& request);

/// A small complete preset of an architecture to start from: as `example`, its long lists of kernel
/// libraries cut to the default one, every number marked as assumed "as <example>". Always valid.
std::string presetTemplate(const Target& example, std::string_view name);
/// The target of a library that stands for an architecture in presetTemplate(); null: there is none.
const Target* exampleOf(const TargetLibrary& library, std::string_view architecture);

/// What one changes first: capacities of the memories (those on the chip first), clocks. Keys.
std::vector<std::string> mainNumbers(const Target& target);

/// How far a number can be dragged, and in which steps.
struct DragRange {
    double lowest = 0.0, highest = 1.0;
    bool logarithmic = false;
    enum class Step : std::uint8_t { digits, whole, bytes } step = Step::digits;

    double valueAt(double share) const; ///< share 0 … 1 of the way, rounded to what a person would choose
    double shareOf(double value) const; ///< 0 … 1
};
/// A range around `value` within what the schema allows: a factor of 32 both ways on a logarithmic
/// scale, or the whole allowed range where that is narrow. `spec` may be null.
DragRange dragRange(const ParameterSpec* spec, std::string_view key, double value);

/// now / before - 1; nothing where one is unknown or there was none.
std::optional<double> relativeChange(std::optional<double> now, std::optional<double> before);

} // namespace tenbin
