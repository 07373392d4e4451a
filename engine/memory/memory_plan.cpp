// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/memory/memory_plan.h"

#include <algorithm>

#include "engine/memory/live_bytes.h"

namespace tenbin {

Bytes MemoryPlan::peak(int memory) const
{
    Bytes highest;
    for (const Placement& placement : placements)
        if (placement.buffer.memory == memory)
            highest = std::max(highest, placement.end());
    return highest;
}

std::pair<std::uint32_t, Bytes> MemoryPlan::busiestOperator(int memory) const
{
    LiveBytes live;
    for (const Placement& placement : placements)
        if (placement.buffer.memory == memory)
            live.add(placement.buffer.first, placement.buffer.last, placement.buffer.size);
    return live.peak();
}

} // namespace tenbin
