// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/estimate/estimate.h"
#include "engine/graph/graph.h"
#include "engine/memory/liveness.h"
#include "engine/targets/settings.h"

namespace tenbin {

/// Bytes of all constants, each once; `stored` gives those of one tensor as the hardware keeps it.
Bytes storedConstants(const Graph& graph, const TensorSizer& stored);

/// Memory of hardware of whose compiler nothing is known: feature maps of `mapSize` bytes share one arena, what renames
/// or clamps keeps its place. Fills the plan, its peak, `weights` and what each of the target's memories holds of them;
/// placements name the memory that holds feature maps.
void placeInOneArena(Evaluation& result, const Graph& graph, const Settings& settings, Bytes weights,
                     TensorSizer mapSize);

} // namespace tenbin
