// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "engine/estimate/estimate.h"
#include "engine/graph/graph.h"

namespace tenbin {

/// A stretch of addresses that something holds during operators [first, last].
struct MemoryBlock {
    BufferRole role{};
    TensorId tensor; ///< invalid: scratch, persistent or resident weights as a whole
    Bytes offset, size;
    std::uint32_t first = 0, last = 0;
    std::int64_t accesses = 0; ///< operators within the range that read or write the tensor
};

/// Address against time for one memory of the target.
struct MemoryMap {
    int memory = 0; ///< index into Estimate::memories
    std::vector<MemoryBlock> blocks;
    std::vector<Bytes> livePerOperator; ///< resident parts included
    Bytes resident;                     ///< held throughout: weights, persistent structures
    Bytes highest;                      ///< end of the highest block
    std::optional<Bytes> capacity;
    std::uint32_t peakOperator = 0;
    Bytes peak; ///< most bytes live at once
    /// Bytes below the highest address in use at the peak that nothing holds then.
    Bytes fragmented;
};

/// One map for each memory that holds anything. Weights that the estimate counts without
/// placing them lie below the planned blocks.
std::vector<MemoryMap> memoryMaps(const Estimate& estimate, const Graph& graph);

/// Blocks live at an operator, largest first.
std::vector<const MemoryBlock*> liveAt(const MemoryMap& map, std::uint32_t op);

/// "conv_7: input 150.5 KiB": what a block is to an operator.
enum class BlockUse : std::uint8_t { input, output, both, held };
BlockUse useOf(const MemoryBlock& block, const Graph& graph, std::uint32_t op);

} // namespace tenbin
