// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace tenbin {

/// What a design is judged by. Latency in s, energy in J, memories in B, price in USD, accuracy from 0 to 1.
enum class FigureKind : std::uint8_t { latency, framesPerSecond, energy, peakMemory, weights, accuracy, price };
inline constexpr int kFigureKinds = 7;
inline constexpr std::array<FigureKind, kFigureKinds> kAllFigures{
    FigureKind::latency, FigureKind::framesPerSecond, FigureKind::energy, FigureKind::peakMemory,
    FigureKind::weights, FigureKind::accuracy,        FigureKind::price};

/// Stable names in files and on the command line: "latency", "fps", "energy", "peak_memory", "weights", "accuracy", "price".
std::string_view toString(FigureKind kind);
std::optional<FigureKind> figureFromString(std::string_view text);
/// "s", "1/s", "J", "B", "B", "1", "USD".
std::string_view unitOf(FigureKind kind);

struct Objective {
    FigureKind figure = FigureKind::latency;
    bool maximise = false;

    bool operator==(const Objective&) const = default;
};
/// As one wants it: rates and accuracy large, everything else small.
Objective naturalObjective(FigureKind kind);
/// "latency", "max:fps", "min:price". Empty if it is none of these.
std::optional<Objective> parseObjective(std::string_view text);
std::string_view directionOf(const Objective& objective); ///< "min" or "max"

struct Bounds {
    FigureKind figure = FigureKind::latency;
    std::optional<double> atLeast, atMost;

    bool operator==(const Bounds&) const = default;
};

struct Constraints {
    bool fits = true;           ///< only designs whose verdict is "fits"
    std::vector<Bounds> bounds; ///< an unknown figure keeps none

    bool operator==(const Constraints&) const = default;
};

} // namespace tenbin
