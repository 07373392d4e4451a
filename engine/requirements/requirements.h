// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/result.h"
#include "engine/core/units.h"
#include "engine/requirements/required_figure.h"
#include "engine/targets/product.h"

namespace tenbin {

/// What makes one chip better than another among those that keep everything.
enum class Preferred : std::uint8_t { energy, latency, price, certainty };
std::string_view toString(Preferred preferred); ///< "energy", "latency", "price", "certainty"
std::optional<Preferred> preferredFromString(std::string_view text);

/// How often a device on a battery asks its network, for mean power and battery life.
struct DutyCycleAsked {
    std::optional<double> inferencesPerSecond; ///< absent: the frame rate asked for, else 1
    std::optional<Joules> battery;
    std::optional<Watts> sleep; ///< drawn throughout; absent: the chip's published sleep current

    bool operator==(const DutyCycleAsked&) const = default;
};

/// The question: what a network on a chip must keep. A plain value; a project keeps it.
struct Requirements {
    std::map<RequiredFigure, double> figures; ///< in units of unitOf()
    DutyCycleAsked duty;
    std::vector<Interface> interfaces; ///< all of them are needed
    std::vector<std::string> groups;   ///< sections of the board that are allowed ("microcontroller"); empty: all chips
    Preferred preferred = Preferred::energy;

    /// Nothing is asked, so that nothing can be missed.
    bool empty() const { return figures.empty() && interfaces.empty() && groups.empty(); }
    bool operator==(const Requirements&) const = default;
};

/// The rate of the duty cycle where mean power or battery life are asked for: a chip that is slower than that does not
/// keep them.
std::optional<double> dutyRate(const Requirements& requirements);

/// What nobody can keep, or what lacks a part. Errors: questionValue (name of the figure, what is allowed).
Result<void> check(const Requirements& requirements);

/// "≥ 10 fps", "≤ 10.0 mJ", "MIPI CSI-2" …: one text a requirement, in the order of the figures.
std::vector<std::string> requirementTexts(const Requirements& requirements, const Wording& wording = {});

/// A JSON object; equal requirements give equal bytes, numbers keep all their digits in every locale.
std::string toJson(const Requirements& requirements);
/// What toJson wrote. Errors: questionSyntax, questionKey, questionValue.
Result<Requirements> parseRequirements(std::string_view json);

} // namespace tenbin
