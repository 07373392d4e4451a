// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "engine/memory/memory_plan.h"

namespace tenbin::neural_art {

/// Where the feature maps of a network lie.
struct FeatureMaps {
    std::vector<Bytes> sizes;  ///< of every tensor; 0 for one that never leaves its epoch
    std::vector<bool> spilled; ///< of every tensor: in the external RAM
    MemoryPlan plan;
};

/// Feature maps go on chip (memory index `ram`); while they exceed `capacity`, the
/// largest one alive at the worst moment moves to the external RAM (index `spill`,
/// negative if there is none).
FeatureMaps placeFeatureMaps(const Graph& graph, std::optional<Bytes> capacity, int ram, int spill);

} // namespace tenbin::neural_art
