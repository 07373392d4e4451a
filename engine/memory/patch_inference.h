// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <optional>

#include "engine/memory/liveness.h"

namespace tenbin {

/// Patch-based inference (MCUNetV2, arXiv:2110.15352): the first operators run
/// once per patch of the stage's output, each on its receptive field, and write
/// into a full-size stage output; the rest runs layer by layer.
struct PatchedStage {
    std::uint32_t lastOperator = 0; ///< last operator of the patched stage
    int patchesPerSide = 1;         ///< p: p x p patches
    std::int64_t patchSide = 0;     ///< receptive field of one patch on the input, pixels
    Macs stageMacs;                 ///< without patches
    Macs patchedMacs;               ///< with the recomputed halo
    Bytes stagePeak;                ///< stage output + largest in+out of one patch; input image not counted
    Bytes restPeak;                 ///< layer-by-layer peak of what follows
    std::vector<double> macFactor;  ///< per operator of the stage: patched / base

    Bytes peak() const { return std::max(stagePeak, restPeak); }
    double stageOverhead() const { return stageMacs > Macs(0) ? patchedMacs / stageMacs - 1.0 : 0.0; }
};

/// Stage that ends after operator `lastOperator`, cut into p x p patches; empty if
/// it holds an operator that cannot be patched or its output is smaller than p.
/// `inPlace`: depthwise layers overwrite their input (TinyEngine), and a residual is accumulated into
/// the map it is added to (what the paper's peaks of MobileNetV2 assume).
/// Peaks count feature maps. Working memory of kernels (im2col, the one channel that an in-place
/// depthwise layer buffers) belongs to the run-time library and comes on top.
std::optional<PatchedStage> patchStage(const Graph& graph, std::uint32_t lastOperator, int patchesPerSide,
                                       const TensorSizer& size, bool inPlace);

/// The split with the smallest peak for `patchesPerSide` (ties: fewer extra MACs); empty if none can be patched.
std::optional<PatchedStage> bestPatchStage(const Graph& graph, int patchesPerSide, const TensorSizer& size,
                                           bool inPlace);

} // namespace tenbin
