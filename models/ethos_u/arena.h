// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "engine/memory/memory_plan.h"
#include "models/ethos_u/cycles.h"
#include "models/ethos_u/lowering.h"

namespace tenbin::ethos_u {

/// Where weights and feature maps live (Vela's memory modes).
enum class MemoryMode : std::uint8_t {
    sramOnly,      ///< everything in the SRAM
    sharedSram,    ///< weights in the other memory, maps in the SRAM
    dedicatedSram, ///< both in the other memory; the SRAM is the NPU's own cache
};

struct ArenaOptions {
    Toolchain toolchain = Toolchain::vela5;
    MemoryMode mode = MemoryMode::sharedSram;
    bool leastSram = false;            ///< cascade as far as that saves SRAM, not only until the maps fit
    std::optional<Bytes> sramCapacity; ///< what the NPU may use
    std::optional<Bytes> sramTarget;   ///< what the compiler is told to stay below if it can
    int sram = 0, external = -1;       ///< indices of the memories; -1: none
    int activationBits = 8;
    double copyBytesPerCycle = 1.0; ///< of the block that copies weights
};

/// Where every feature map and weight buffer lies.
struct Arena {
    std::vector<bool> inSram;         ///< one a tensor; maps only
    std::vector<bool> staged;         ///< one a pass: its weights are copied into the SRAM slice by slice
    std::vector<std::int64_t> slices; ///< one a pass: in how many slices
    MemoryPlan plan;
};

/// In how many slices each pass's weights are copied into the SRAM; 0: they are not. All of the arena that
/// depends on clocks and bandwidths.
std::vector<std::int64_t> weightSlices(const Program& program, const std::vector<PassCost>& costs,
                                       const ArenaOptions& options);

/// Plans the maps: 16-byte aligned, channels in bricks of 16, element-wise results in place of an input that
/// dies (Vela: live ranges, hill climbing, cascades of stripes, fast storage by benefit).
Arena planArena(const Graph& graph, const Program& program, const std::vector<PassCost>& costs,
                const ArenaOptions& options);

} // namespace tenbin::ethos_u
