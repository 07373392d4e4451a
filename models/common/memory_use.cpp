// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/common/memory_use.h"

#include "engine/graph/operator_traits.h"

namespace tenbin {

bool renamesOrClamps(const Graph&, const Operator& op, std::size_t position)
{
    return position == 0 && (isRenaming(op.kind) || isRectifier(op.kind));
}

std::vector<MemoryUse> memoriesOf(const Settings& settings, Bytes weights, Bytes activations)
{
    std::vector<MemoryUse> memories;
    for (const MemorySpec& memory : settings.target().memories) {
        const bool holdsWeights = memory.role != MemoryRole::activations;
        const bool holdsActivations = memory.role != MemoryRole::weights;
        Bytes used;
        if (holdsWeights)
            used += weights;
        if (holdsActivations)
            used += activations;
        memories.push_back({.id = memory.id,
                            .name = memory.name,
                            .used = used,
                            .available = settings.capacity(memory.id),
                            .holdsWeights = holdsWeights,
                            .holdsActivations = holdsActivations});
    }
    return memories;
}

} // namespace tenbin
