// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/words/words.h"

namespace tenbin {

/// What an engineer asks of a chip with a network on it. Rates in 1/s, times in s, energies in J, powers in W, memories
/// in B, prices in USD, lengths in mm, accuracies from 0 to 1.
enum class RequiredFigure : std::uint8_t {
    framesPerSecond, ///< at least
    latency,         ///< of one inference, at most
    energy,          ///< of one inference, at most
    power,           ///< mean of the duty cycle, at most
    batteryLife,     ///< of the duty cycle, at least
    ram,             ///< that the network takes where feature maps lie, at most
    flash,           ///< that the network takes where weights lie alone, at most
    spareRam,        ///< that is left for the rest of the program, at least
    spareFlash,      ///< likewise
    price,           ///< of what is sold, at most
    packageSide,     ///< the longer side of what is sold, at most
    accuracy,        ///< that somebody published of exactly the network, in its own metric, at least
};
inline constexpr std::array kRequiredFigures{
    RequiredFigure::framesPerSecond, RequiredFigure::latency, RequiredFigure::energy,      RequiredFigure::power,
    RequiredFigure::batteryLife,     RequiredFigure::ram,     RequiredFigure::flash,       RequiredFigure::spareRam,
    RequiredFigure::spareFlash,      RequiredFigure::price,   RequiredFigure::packageSide, RequiredFigure::accuracy};

/// Stable names in files and on the command line: "fps", "latency", "energy", "power", "battery_life", "ram", "flash",
/// "spare_ram", "spare_flash", "price", "package_side",
/// "accuracy".
std::string_view toString(RequiredFigure figure);
std::optional<RequiredFigure> requiredFigureFromString(std::string_view text);
/// "1/s", "s", "J", "W", "s", "B", "B", "B", "B", "USD", "mm", "1".
std::string_view unitOf(RequiredFigure figure);
/// At least so much is asked; else at most.
bool isAtLeast(RequiredFigure figure);

/// "10", "20 ms", "10 mJ", "512 KiB", "30 d", "$3" -> the number in the figure's unit. What has a unit needs one: nobody
/// means 20 s by "20". Nothing where it is none, or not above 0.
std::optional<double> parseRequired(RequiredFigure figure, std::string_view text);
/// How parseRequired() wants it, for messages: "a time above 0 with its unit, 20 ms".
std::string_view allowedValues(RequiredFigure figure);
/// As people would type one: "10 mJ".
std::string_view exampleOf(RequiredFigure figure);
/// "10", "6/min", "1/h" -> inferences a second.
std::optional<double> parseRate(std::string_view text);
/// "3 Wh", "500 mWh", "10 kJ" -> J.
std::optional<double> parseEnergy(std::string_view text);
/// "20 uW" -> W; 0 is a power too.
std::optional<double> parsePower(std::string_view text);

/// "Frame rate", "Energy per inference" …
std::string figureLabel(RequiredFigure figure, const Wording& wording = {});
/// Three significant digits, prefix, thin space, unit.
std::string figureText(RequiredFigure figure, double value, const Wording& wording = {});
/// "≥ 10 fps", "≤ 10.0 mJ".
std::string limitText(RequiredFigure figure, double needed, const Wording& wording = {});
/// The limit, with the figure's name where its unit does not tell it: "RAM taken ≤ 512 KiB".
std::string requirementText(RequiredFigure figure, double needed, const Wording& wording = {});

} // namespace tenbin
