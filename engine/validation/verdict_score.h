// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>

#include "engine/estimate/estimate.h"
#include "engine/targets/configuration.h"
#include "engine/validation/measurement.h"

namespace tenbin {

/// What a row says of whether its network fits: time or energy taken on a board, it ran there; metric "fits", 1 or 0,
/// the source says so (a failed build, or a published memory above what the chip has). Nothing: the row does not tell.
std::optional<bool> knownToFit(const Measurement& row);

/// The row is there for its verdict alone.
inline bool isVerdictAlone(const Measurement& row) { return row.metric == "fits"; }

/// Whether a network fits, as published and as estimated; one for each network, target and configuration.
struct ScoredVerdict {
    Measurement measurement; ///< the first row that tells
    std::string target, family;
    Configuration configuration;
    bool fits = false; ///< published
    VerdictKind verdict = VerdictKind::unknown;
    bool certain = false; ///< the limit lies outside the ranges of the memories

    bool isRight() const { return verdict != VerdictKind::unknown && (verdict == VerdictKind::fits) == fits; }
    /// Said to fit beyond doubt, and does not.
    bool isWrongTick() const { return !fits && certain && verdict == VerdictKind::fits; }
};

struct VerdictSummary {
    std::size_t verdicts = 0; ///< those that say something
    std::size_t fitting = 0;  ///< of these, networks that fit as published
    std::size_t right = 0;
    std::size_t uncertain = 0; ///< the limit lies within the ranges
    std::size_t wrongTicks = 0;
};
/// By family and, under "all", of all.
std::map<std::string, VerdictSummary> summarise(std::span<const ScoredVerdict> verdicts);

} // namespace tenbin
