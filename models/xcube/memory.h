// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "engine/memory/memory_plan.h"
#include "models/xcube/program.h"
#include "models/xcube/release.h"

namespace tenbin::xcube {

/// Where a board lets the tool put feature maps; memories by index into the target's.
struct Board {
    int inside = 0;
    std::optional<int> outside;            ///< external memory that takes what is too large
    std::optional<std::int64_t> bankBytes; ///< largest of several banks of internal RAM; none: one region
};

/// Activations as the tool counts them: feature maps with inputs and outputs, padded copies and scratch.
struct Activations {
    MemoryPlan plan;
    Bytes inside, outside;
    std::vector<TensorId> spilled; ///< feature maps outside, by index
};
/// `asInteger` takes floating-point feature maps as 8 bits.
Activations planActivations(const Graph& graph, const Release& release, const Board& board, bool asInteger);

} // namespace tenbin::xcube
