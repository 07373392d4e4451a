// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "engine/estimate/estimate.h"
#include "engine/targets/settings.h"

namespace tenbin {

// What a compiler lays out a model can only reckon: planners, scratch and run-time structures differ from release to
// release. `accuracy.memory.activations`, `.weights` and `.code` are relative half-widths as for latency: r turns a
// size v into [v/(1+r), v*(1+r)], which holds the truth four times out of five. A part without a number is exact.

/// Gives a memory its size, what of it is taken, its range and the probability that it suffices. `weights`: bytes of
/// the network's weights as the target stores them, which are part of `used` where the memory holds weights.
void addRange(MemoryUse& memory, const Settings& settings, Bytes weights);

/// Probability that no more than `available` is needed where `used` is most likely and four of five times the truth
/// lies within `low` to `high` (probabilityAtMost()).
double fitProbability(Bytes used, Bytes low, Bytes high, Bytes available);

/// One of two verdicts is as good as certain where the other has less than one chance in ten: what the end of a range
/// that holds four of five on both sides leaves.
inline constexpr double kCertain = 0.9;

/// The limit lies within the ranges: `verdict` ("fits" or "does not fit") is only the more likely one.
bool isUncertain(VerdictKind verdict, std::optional<double> fitsProbability);

/// Probability that everything fits: that of the memory that decides. Absent where the verdict is `unknown`, 0 where
/// something else than a memory stands in the way.
std::optional<double> fitProbability(const Estimate& estimate);

/// The memory that decides whether all fits: the least probable, among equals the fullest; null where none is known.
const MemoryUse* decidingMemory(const Estimate& estimate);

/// The range reaches over the limit: neither "fits" nor "does not fit" is certain.
bool isNearLimit(const MemoryUse& memory);

} // namespace tenbin
