// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/estimate/estimate.h"
#include "engine/requirements/requirements.h"
#include "engine/targets/target.h"

namespace tenbin {

/// Whether a network on a chip keeps what is asked.
enum class Meets : std::uint8_t {
    yes,      ///< nine times out of ten or surer (kCertain)
    probably, ///< more likely than not
    unknown,  ///< nothing that is known is missed, but something that is asked was never published
    no,
};
/// Stable names for files: "yes", "probably", "unknown", "no".
std::string_view toString(Meets meets);

/// One requirement and what is known of it. Numbers in the figure's unit.
struct CheckedFigure {
    RequiredFigure figure{};
    double needed = 0.0;
    std::optional<double> value;     ///< the most likely one; absent: unknown
    std::optional<double> low, high; ///< hold the truth four times out of five; absent: open on that side
    /// That the requirement is kept; absent: it cannot be said (`value` unknown, or only a bound that does not decide).
    std::optional<double> probability;

    /// Less likely kept than not.
    bool missed() const { return probability && *probability < 0.5; }
    /// How many times too large or too small the value is; below 1: not at all. Absent with the value.
    std::optional<double> excess() const;
};

struct CheckedInterface {
    Interface needed{};
    std::optional<bool> offered; ///< absent: no source lists the chip's interfaces
};

/// What requirements say of an estimate.
///
/// The probability is that of the requirement that is least probably kept. Time, rate, energy and power of one network
/// on one chip err together (one model of cycles lies under all of them), so their joint probability is that of the
/// worst; memories do the same among themselves, as in every verdict. Multiplying time by memory would punish a chip
/// for being asked more questions, and would name no figure to look at.
struct Judgement {
    Meets meets = Meets::unknown;
    std::optional<double> probability; ///< 0 to 1; absent: something that is asked is unknown and nothing is missed
    VerdictKind fits = VerdictKind::unknown; ///< without remedies: as it is configured
    std::optional<double> fitsProbability;
    std::vector<CheckedFigure> figures; ///< in the order of RequiredFigure
    std::vector<CheckedInterface> interfaces;

    bool keeps() const { return meets == Meets::yes || meets == Meets::probably; }
    /// What decides against it, worst first: ratio of what is there to what is needed. Infinite where it cannot run at
    /// all or lacks an interface; 0 where nothing is missed.
    double worstExcess = 0.0;
};

/// Judges `estimate`, which is an answer about `target`. `accuracy`: of the network as it runs; absent: unknown.
Judgement judge(const Estimate& estimate, const Target& target, const Requirements& requirements,
                const std::optional<double>& accuracy = {});

/// Whether an option changes what the network computes, so that its accuracy is another.
bool changesNumbers(std::string_view optionKey);
/// What was published of exactly this network, in its own metric; absent: nothing, an error rate, or the configuration
/// changes what it computes.
std::optional<double> publishedAccuracy(const Graph& network, const Configuration& configuration);

/// The lowest published sleep current of the chip at kAssumedSupply; absent: never published.
std::optional<Watts> publishedSleepPower(const Product& product);
/// Assumed: sleep currents are printed for 3 V to 3.3 V of a battery or a regulator.
inline constexpr double kAssumedSupply = 3.3; // V

} // namespace tenbin
