// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/core/result.h"
#include "engine/targets/target.h"

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

/// `value` as a configuration keeps it under `key`: a number, the id of a choice, or nothing where that is the
/// default of a choice, which leaves no trace. Text in the place of a number is read in the unit of the key
/// ("200e6", "200 MHz"); a number in the place of a choice is its id (8 for "8").
/// Errors: optionUnknown, optionValue (with what is allowed), both with close names as suggestions.
Result<std::optional<OptionValue>> checkedOption(const Target& target, std::string_view key, const OptionValue& value);

/// `configuration` with `key` set to `value`, checked by checkedOption(). Errors: those of checkedOption().
Result<Configuration> withOption(const Target& target, Configuration configuration, std::string_view key,
                                 const OptionValue& value);

/// What keeps an option from changing anything: another option stands on none of these choices.
struct OptionCondition {
    std::string key;                  ///< of the other option
    std::vector<std::string> choices; ///< any of them would let it act; empty: this target has none
};
/// The first condition of `key` (OptionSpec::actsWith) that `configuration` does not meet; nothing where the option
/// acts.
std::optional<OptionCondition> unmetCondition(const Target& target, const Configuration& configuration,
                                              std::string_view key);
inline bool optionActs(const Target& target, const Configuration& configuration, std::string_view key)
{
    return !unmetCondition(target, configuration, key);
}

} // namespace tenbin
