// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "engine/estimate/estimate.h"
#include "engine/requirements/requirements.h"
#include "engine/targets/target.h"

namespace tenbin {

/// The most likely value of a figure and what is known beside it. Both ends: they hold the truth four times out of five
/// (equal to the value: known exactly). One end: a bound, beyond which nothing lies.
struct FigureRange {
    double value = 0.0;
    std::optional<double> low, high;
};

/// Of the truth lying at or below `limit`; absent where a bound does not decide it. Ends as probabilityAtMost() of the
/// estimates (engine/estimate/range_probability.h) takes them.
std::optional<double> probabilityAtMost(const FigureRange& range, double limit);
std::optional<double> probabilityAtLeast(const FigureRange& range, double limit);

std::optional<FigureRange> exactly(const std::optional<double>& value);

// Figures of an estimate with the ranges that it has; absent: unknown. In s, J, 1/s, W and B.

std::optional<FigureRange> latencyRange(const Estimate& estimate);
std::optional<FigureRange> energyRange(const Estimate& estimate);
/// The rate errs as the latency does; where something else sets the pace (a sensor's readout), only a latency that
/// turns out to be longer than that slows it down.
std::optional<FigureRange> rateRange(const Estimate& estimate);
/// Mean power of the duty cycle. Where nobody said what sleep draws, the inferences alone: at least that.
std::optional<FigureRange> powerRange(const Estimate& estimate, const Product& product,
                                      const Requirements& requirements);
std::optional<FigureRange> batteryLifeRange(const Estimate& estimate, const Product& product,
                                            const Requirements& requirements);

FigureRange bytesRange(const MemoryUse& memory); ///< needs `used`
/// What the network takes of all memories that hold feature maps (ram), or weights alone (flash). Ranges add: what one
/// compiler lays out generously it lays out generously everywhere.
std::optional<FigureRange> takenRange(const Estimate& estimate, RequiredFigure figure);
/// The memory from which the program beside the network takes its RAM or flash (engine/targets/firmware.h); null: none.
const MemoryUse* programMemory(const Estimate& estimate, const Target& target, RequiredFigure spare);

} // namespace tenbin
