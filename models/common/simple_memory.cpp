// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/common/simple_memory.h"

#include <utility>

#include "engine/graph/analysis.h"
#include "engine/memory/arena_planner.h"
#include "models/common/memory_use.h"

namespace tenbin {

namespace {

void moveTo(MemoryPlan& plan, std::size_t memory)
{
    for (Placement& placement : plan.placements)
        placement.buffer.memory = static_cast<int>(memory);
}

} // namespace

Bytes storedConstants(const Graph& graph, const TensorSizer& stored)
{
    ConstantsOnce once(graph);
    Bytes bytes;
    for (std::uint32_t i = 0; i < graph.tensors().size(); ++i)
        if (graph.tensors()[i].constant && once.isNew({i}))
            bytes += stored(graph.tensors()[i]);
    return bytes;
}

void placeInOneArena(Evaluation& result, const Graph& graph, const Settings& settings, Bytes weights,
                     TensorSizer mapSize)
{
    LivenessRules rules;
    rules.size = std::move(mapSize);
    rules.inPlace = renamesOrClamps;
    result.plan = planGreedyBySize(liveRanges(graph, rules));
    result.peakActivationBytes = result.plan.peak(0);
    result.weightBytes = weights;
    result.memories = memoriesOf(settings, weights, result.peakActivationBytes);
    for (std::size_t memory = 0; memory < result.memories.size(); ++memory)
        if (result.memories[memory].holdsActivations)
            moveTo(result.plan, memory);
}

} // namespace tenbin
