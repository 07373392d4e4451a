// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/words/words.h"

namespace tenbin {

/// What columns are compared by, in the order of the rows.
enum class ComparedFigure : std::uint8_t {
    verdict,
    framesPerSecond, ///< 1/s
    latency,         ///< s
    energy,          ///< J an inference
    peakMemory,      ///< B of feature maps alive at once
    memoryFill,      ///< of the memory that is fullest: used / available
    weights,         ///< B as the target stores them (flash, coefficient memory)
    macs,
    parameters,
    accuracy,     ///< share of right answers, where somebody measured it
    price,        ///< USD, where the preset gives it
    package,      ///< a text, where the preset gives it
    latencyError, ///< |estimate / measurement - 1| of the latency, the median where there are several
};
inline constexpr std::array kComparedFigures{
    ComparedFigure::verdict,     ComparedFigure::framesPerSecond, ComparedFigure::latency, ComparedFigure::energy,
    ComparedFigure::peakMemory,  ComparedFigure::memoryFill,      ComparedFigure::weights, ComparedFigure::macs,
    ComparedFigure::parameters,  ComparedFigure::accuracy,        ComparedFigure::price,   ComparedFigure::package,
    ComparedFigure::latencyError};

/// Which way one wants it.
enum class Preference : std::uint8_t { none, small, large };

/// Names in files; where a study has the figure too, the same as there.
std::string_view toString(ComparedFigure figure);
std::string_view unitOf(ComparedFigure figure); ///< "s", "1/s", "J", "B", "1", "USD"; empty: no number
Preference preferenceOf(ComparedFigure figure);
/// Shown only where a column has it: most chips have no price in their preset.
bool isOptional(ComparedFigure figure);

/// "Latency", "Frame rate" …
std::string figureLabel(ComparedFigure figure, const Wording& wording = {});
/// "4.64 ms", "215 fps", "71.8 %", "12.50 USD" with a point as the decimal sign.
std::string figureText(ComparedFigure figure, double value);
/// A difference against the reference: "+12.5 %", "-3.1 %", "0 %"; from ten times on "×12.5".
std::string differenceText(double difference);

} // namespace tenbin
