// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <limits>

#include "engine/estimate/estimate.h"

namespace tenbin {

/// What a sweep keeps of an estimate: no layers, no plan, no remedies. NaN: unknown.
struct DesignFigures {
    static constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

    double latency = kUnknown; ///< s
    double framesPerSecond = kUnknown;
    double energy = kUnknown;                   ///< J an inference
    double peakActivations = 0;                 ///< B
    double weights = 0;                         ///< B as the target stores them
    VerdictKind verdict = VerdictKind::unknown; ///< never fitsWithChanges: remedies are not looked for

    /// The same design at another speed: figures that are known become those of `seconds` and `joules`.
    void scaleTo(double seconds, double joules);
};

/// The figures of an estimate; a verdict that rests on a remedy counts as "does not fit".
DesignFigures figuresOf(const Estimate& estimate);
/// The figures that estimate() would give for the same evaluation, bit for bit.
DesignFigures figuresOf(const Evaluation& evaluation);

} // namespace tenbin
