// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "engine/graph/graph.h"
#include "engine/memory/patch_inference.h"
#include "engine/target/settings.h"
#include "models/microcontroller_kernels.h"

namespace tenbin::microcontroller {

/// How a run-time library lays out feature maps (trait "planner").
enum class Planner {
    arena,            ///< TensorFlow Lite Micro: greedy by size, nothing in place
    overlay,          ///< X-CUBE-AI 7 to 9: outputs grow over inputs that die where a row order allows it
    fusedOverlay,     ///< X-CUBE-AI 10, ST Edge AI: the same, but a stem keeps its image, and an expansion
                      ///< and the depthwise layer behind it run as one step
    inPlaceDepthwise, ///< TinyEngine: depthwise layers overwrite their input, patches
};
Planner plannerOf(std::string_view trait);

/// Feature maps, working memory and structures of one inference in RAM.
struct RamPlan {
    MemoryPlan plan;   ///< on memory `memory` of the target
    Bytes activations; ///< peak of feature maps and working memory
    Bytes persistent;  ///< structures that live throughout
    std::optional<PatchedStage> patches;

    Bytes total() const { return activations + persistent; }
};

/// Plans `graph` for `settings`; `asInteger` takes floating-point feature maps as 8 bits.
RamPlan planRam(const Graph& graph, const Settings& settings, int memory, bool asInteger);

/// Bytes of a feature map.
Bytes featureMapBytes(const Tensor& tensor, bool asInteger);

/// Constants as a library stores them: weights at `weightBits`, biases at 32, tables as they are.
Bytes weightBytes(const Graph& graph, const Operator& op, int weightBits, bool asInteger);
/// All of them, each tensor once.
Bytes totalWeightBytes(const Graph& graph, int weightBits, bool asInteger);

/// Flash beside the weights: kernels, run-time library, description of the network.
Bytes codeBytes(const Graph& graph, const Settings& settings);

/// Channels with a multiplier and a shift of their own.
std::int64_t quantisedChannels(const Graph& graph);

} // namespace tenbin::microcontroller
