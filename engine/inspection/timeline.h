// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/estimate/estimate.h"

namespace tenbin {

/// A row of the timing chart.
enum class Lane : std::uint8_t { macArray, vectorUnit, cpu, memory, overhead };
inline constexpr int kLanes = 5;

enum class BarPart : std::uint8_t {
    work,     ///< the unit computes
    stall,    ///< the unit waits for its memory
    setUp,    ///< dispatch, fill and drain of one operator
    transfer, ///< the memory lane: bytes of this operator move
    once,     ///< start and end of an inference
};

/// A stretch of the time axis in one lane.
struct TimelineBar {
    OperatorId op; ///< invalid: no operator's own
    Lane lane = Lane::macArray;
    BarPart part = BarPart::work;
    Seconds start, length;
};

/// One inference, operators one after the other as the cost model adds them up.
/// Bars of the unit lanes and of `overhead` do not overlap and sum to the latency;
/// the memory lane runs beside them.
struct Timeline {
    std::vector<TimelineBar> bars;
    std::vector<Lane> lanes;     ///< that have bars, in the order of the enumeration
    std::vector<Seconds> starts; ///< by position in Estimate::layers
    Seconds length;
};

/// Empty bars where the latency is unknown.
Timeline timelineOf(const Estimate& estimate);

} // namespace tenbin
