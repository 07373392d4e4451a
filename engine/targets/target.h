// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/sourced.h"
#include "engine/core/units.h"
#include "engine/targets/product.h"

namespace tenbin {

/// Numbers of a target by key; the unit is fixed by the key (presets/schema.md).
using Parameters = std::map<std::string, Sourced<double>, std::less<>>;
/// Names that select a behaviour: core, kernel library, compiler …
using Traits = std::map<std::string, std::string, std::less<>>;

/// What a memory may hold.
enum class MemoryRole : std::uint8_t { weights, activations, weightsAndActivations };

/// A memory of the chip. Its numbers are parameters named "memory.<id>.<key>",
/// so that options and sweeps reach them like any other.
struct MemorySpec {
    std::string id;
    std::string name;
    MemoryRole role = MemoryRole::weightsAndActivations;
    bool external = false; ///< not on the chip

    bool operator==(const MemorySpec&) const = default;
};

/// One value of an option, with what choosing it changes.
struct OptionChoice {
    std::string id;
    std::string label;     ///< a proper name shown as it is; empty: the id
    Parameters parameters; ///< replace the target's
    Traits traits;

    bool operator==(const OptionChoice&) const = default;
};

enum class OptionKind : std::uint8_t {
    choice, ///< one of `choices`
    number, ///< a number between `lowest` and `highest` that replaces the parameter of the same key
    flag,   ///< "on" or "off"
};

/// Something the target lets one choose.
struct OptionSpec {
    std::string key;
    OptionKind kind = OptionKind::choice;
    std::vector<OptionChoice> choices;
    std::string defaultValue; ///< choice id, "on"/"off"; unused for numbers (the parameter's value is the default)
    double lowest = 0.0, highest = 0.0;
    bool remedy = false; ///< may be tried when a network does not fit
    std::string label;   ///< what it is called on this target, in English; empty: as the key is called everywhere
    /// Other options, each with the choices beside which this one changes anything; empty: it always does.
    std::map<std::string, std::vector<std::string>, std::less<>> actsWith;

    const OptionChoice* findChoice(std::string_view id) const;
    bool operator==(const OptionSpec&) const = default;
};

/// A piece of hardware: plain data, read from a preset.
struct Target {
    std::string id;   ///< "imx500"; the preset's file name without ending
    std::string name; ///< "Sony IMX500"
    std::string vendor;
    std::string architecture; ///< which cost model: "stacked_sensor_dsp", "ethos_u", …
    std::string
        group; ///< section of the board: "sensor", "mac_array", "mcu_npu", "neural_processor", "microcontroller", "reference"
    Traits traits;
    Parameters parameters;
    std::vector<MemorySpec> memories;
    std::vector<OptionSpec> options;
    std::vector<std::string> references; ///< where to read more
    Product product;                     ///< what one asks before buying it; no answer depends on it
    std::string file;                    ///< preset it came from
    std::uint64_t hash = 0;              ///< over all that an answer depends on: not names, words, places

    const OptionSpec* findOption(std::string_view key) const;
};

} // namespace tenbin
