// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspection/memory_map.h"

#include <algorithm>

#include "engine/memory/live_bytes.h"

namespace tenbin {

namespace {

bool holds(const std::vector<TensorId>& list, TensorId tensor)
{
    return std::find(list.begin(), list.end(), tensor) != list.end();
}

std::int64_t accessesOf(const MemoryBlock& block, const Graph& graph)
{
    if (!block.tensor.valid())
        return 0;
    const auto within = [&](OperatorId op) { return op.valid() && block.first <= op.index && op.index <= block.last; };
    const auto& readers = graph.consumers(block.tensor);
    return std::count_if(readers.begin(), readers.end(), within) + (within(graph.producer(block.tensor)) ? 1 : 0);
}

/// Operators that read constants: the block of all weights is theirs.
std::int64_t weightReaders(const Graph& graph)
{
    return std::count_if(graph.operators().begin(), graph.operators().end(), [&](const Operator& op) {
        return std::any_of(op.inputs.begin(), op.inputs.end(),
                           [&](TensorId id) { return id.valid() && graph.tensor(id).constant; });
    });
}

/// What the plan has not placed but the estimate counts: resident weights.
Bytes unplaced(const Estimate& estimate, int memory)
{
    const MemoryUse& use = estimate.memories[static_cast<std::size_t>(memory)];
    const Bytes planned = estimate.plan.peak(memory);
    if (use.used && *use.used > planned)
        return *use.used - planned;
    return Bytes();
}

MemoryMap mapOf(const Estimate& estimate, const Graph& graph, int memory)
{
    MemoryMap map;
    map.memory = memory;
    map.capacity = estimate.memories[static_cast<std::size_t>(memory)].available;
    map.resident = unplaced(estimate, memory);
    const std::uint32_t last = graph.operators().empty() ? 0 : static_cast<std::uint32_t>(graph.operators().size() - 1);
    if (map.resident.count() > 0)
        map.blocks.push_back({.role = BufferRole::weights,
                              .tensor = {},
                              .offset = Bytes(),
                              .size = map.resident,
                              .first = 0,
                              .last = last,
                              .accesses = weightReaders(graph)});
    for (const Placement& placement : estimate.plan.placements)
        if (placement.buffer.memory == memory && placement.buffer.size.count() > 0) {
            MemoryBlock block{.role = placement.buffer.role,
                              .tensor = placement.buffer.tensor,
                              .offset = map.resident + placement.offset,
                              .size = placement.buffer.size,
                              .first = placement.buffer.first,
                              .last = std::min(last, placement.buffer.last)};
            block.accesses = accessesOf(block, graph);
            map.blocks.push_back(block);
        }
    LiveBytes live;
    for (const MemoryBlock& block : map.blocks) {
        live.add(block.first, block.last, block.size);
        map.highest = std::max(map.highest, block.offset + block.size);
    }
    map.livePerOperator = live.perOperator(graph.operators().size());
    std::tie(map.peakOperator, map.peak) = live.peak();
    Bytes top;
    for (const MemoryBlock* block : liveAt(map, map.peakOperator))
        top = std::max(top, block->offset + block->size);
    map.fragmented = top > map.peak ? top - map.peak : Bytes();
    return map;
}

} // namespace

std::vector<MemoryMap> memoryMaps(const Estimate& estimate, const Graph& graph)
{
    std::vector<MemoryMap> maps;
    for (int memory = 0; memory < static_cast<int>(estimate.memories.size()); ++memory)
        if (MemoryMap map = mapOf(estimate, graph, memory); !map.blocks.empty())
            maps.push_back(std::move(map));
    return maps;
}

std::vector<const MemoryBlock*> liveAt(const MemoryMap& map, std::uint32_t op)
{
    std::vector<const MemoryBlock*> live;
    for (const MemoryBlock& block : map.blocks)
        if (block.first <= op && op <= block.last)
            live.push_back(&block);
    std::stable_sort(live.begin(), live.end(),
                     [](const MemoryBlock* a, const MemoryBlock* b) { return a->size > b->size; });
    return live;
}

BlockUse useOf(const MemoryBlock& block, const Graph& graph, std::uint32_t op)
{
    if (!block.tensor.valid() || op >= graph.operators().size())
        return BlockUse::held;
    const bool read = holds(graph.operators()[op].inputs, block.tensor);
    const bool written = holds(graph.operators()[op].outputs, block.tensor);
    if (read)
        return written ? BlockUse::both : BlockUse::input;
    if (written)
        return BlockUse::output;
    return BlockUse::held;
}

} // namespace tenbin
