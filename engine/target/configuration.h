// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <variant>

#include "engine/core/result.h"
#include "engine/target/target.h"

namespace tenbin {

/// A number, or the id of a choice ("on"/"off" for flags).
using OptionValue = std::variant<double, std::string>;
std::string toString(const OptionValue& value);

/// The free parameters of an estimate: what sliders edit, undo stores and a
/// sweep varies. Holds only what differs from the target's defaults. A key is
/// an option's or, for architects, any numeric parameter of the target.
struct Configuration {
    std::map<std::string, OptionValue, std::less<>> values;

    bool empty() const { return values.empty(); }
    bool operator==(const Configuration&) const = default;
    auto operator<=>(const Configuration&) const = default;
};

/// Key by which a user scales all latencies of one board to what was measured on it;
/// every target has it, 1 unless set.
inline constexpr std::string_view kLatencyCalibration = "calibration.latency";

/// Sets `key` to what `text` says ("clock_hz" to "200e6", "mode" to "B").
/// Errors: optionUnknown, optionValue (with what is allowed).
Result<Configuration> withOption(const Target& target, Configuration configuration, std::string_view key,
                                 std::string_view text);

} // namespace tenbin
