// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "models/xcube/program.h"
#include "models/xcube/release.h"

namespace tenbin::xcube {

/// The bytes that live while one node runs.
struct Moment {
    static constexpr std::uint32_t kNone = 0xffffffffu;
    std::int64_t bytes = 0;         ///< all of them
    std::int64_t outputBytes = 0;   ///< of these the output with what it lies on, or with the scratch
    std::uint32_t overlaid = kNone; ///< input that lies under the output
};

/// When a buffer is in use: nodes first to last, inclusive.
struct Life {
    std::uint32_t first = 0, last = 0;
};
/// Of every buffer of `program`; inputs from the first node on, outputs to the last, permanent ones throughout.
std::vector<Life> livesOf(const Program& program);

/// What a release overlays. The tools do not minimise the peak: two simple searches reproduce their offsets.
struct OverlayPlan {
    std::int64_t peakBytes = 0;
    std::vector<Moment> moments; ///< by node
};
/// `moments` without permanent buffers, the peak with them.
OverlayPlan planOverlays(const Program& program, const std::vector<Life>& lives, const Release& release);

} // namespace tenbin::xcube
