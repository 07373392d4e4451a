// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "engine/graph/graph.h"
#include "engine/memory/patch_inference.h"
#include "engine/targets/settings.h"
#include "models/kernels/kernels.h"

namespace tenbin::microcontroller {

/// How a run-time library lays out feature maps (trait "planner").
enum class Planner {
    arena,            ///< TensorFlow Lite Micro: greedy by size, nothing in place
    inPlaceDepthwise, ///< TinyEngine: depthwise layers overwrite their input, patches
    storageTokens,    ///< microTVM: blocks handed out whole, inputs kept
};
Planner plannerOf(std::string_view trait);

/// Feature maps, working memory and structures of one inference in RAM.
struct RamPlan {
    MemoryPlan plan;               ///< on memory `memory` of the target
    Bytes activations;             ///< peak of feature maps and working memory, in all memories
    Bytes outside;                 ///< of these what lies in external memory
    std::vector<TensorId> spilled; ///< feature maps there, by index
    Bytes persistent;              ///< structures that live throughout
    std::optional<PatchedStage> patches;

    /// What the memory of the feature maps holds.
    Bytes inside() const { return activations - outside + persistent; }
};

/// Memories for feature maps, by index into the target's.
struct RamPlace {
    int memory = 0;
    std::optional<int> overflow; ///< external memory that may take what does not fit; none: none may
};

/// Plans `graph` for `settings`; `asInteger` takes floating-point feature maps as 8 bits.
RamPlan planRam(const Graph& graph, const Settings& settings, const RamPlace& place, bool asInteger);

} // namespace tenbin::microcontroller
