// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/memory/memory_plan.h"
#include "models/xcube/planner.h"

namespace tenbin::xcube {

/// What `overlays` holds, as requests whose operators count as those of `graph`: of the nodes that were made from
/// one operator the one at which most bytes live. An input under an output is drawn up to the operator before;
/// what it stands out by is drawn as scratch.
std::vector<BufferRequest> drawRequests(const Graph& graph, const Program& program, const std::vector<Life>& lives,
                                        const OverlayPlan& overlays, int memory);

} // namespace tenbin::xcube
