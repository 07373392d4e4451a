// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/memory/memory_plan.h"
#include "models/max7800x/mapping.h"

namespace tenbin {

/// Weight memory: 72-bit words beside each processor.
struct Max7800xWeightMemory {
    std::int64_t words = 768;             ///< of most processors
    std::int64_t wordsOfGroupHeads = 768; ///< of processors 0, 16, 32 and 48
};

/// Words one processor holds for a layer: its kernels of `taps` weights at `bits`
/// each, a last incomplete packet padded (ai8x-synthesis, izer/kernels.py).
std::int64_t max7800xWeightWords(std::int64_t kernels, std::int64_t taps, int bits);

/// Where the weights lie: a layer starts at the same word, a multiple of 4, in all
/// its processors; layers that use all 64 come first, then first fit over the
/// processors. Sets each stage's kernelOffset.
struct Max7800xWeightUse {
    Bytes used; ///< up to the last word of every processor, holes included; above `available` exactly if one overflows
    Bytes available;
};
Max7800xWeightUse placeMax7800xWeights(std::vector<Max7800xStage>& stages, int bits,
                                       const Max7800xWeightMemory& memory);

/// Biases, a byte an output channel, in four group memories, first-fit decreasing.
Max7800xWeightUse placeMax7800xBiases(const std::vector<Max7800xStage>& stages, Bytes available);

/// Data memory: 16 instances shared by 4 processors each.
inline constexpr std::int64_t kMax7800xDataInstances = 16;

/// Bytes of a feature map in one instance (4 channels a 32-bit word, one word a
/// pixel and pass) and how many instances it needs.
struct Max7800xDataShape {
    Bytes perInstance;
    std::int64_t instances = 1;
    /// Room it takes of the whole memory: instances are given out in powers of two.
    Bytes total() const;
};
/// `planes`: channel by channel (one channel an instance), which only the network's input may use.
Max7800xDataShape max7800xDataShape(const Nhwc& map, bool planes);

/// How feature maps share the data memory.
struct Max7800xDataUse {
    MemoryPlan plan;
    std::size_t streamedStages = 0;   ///< leading stages that stream because their maps exceed an instance
    std::vector<OperatorId> tooLarge; ///< operators whose result no instance holds
};
/// `instance`: bytes of one instance; `memory`: index of the data memory; at most
/// `streamable` leading stages may stream.
Max7800xDataUse planMax7800xData(const Graph& graph, const Max7800xMapping& mapping, Bytes instance, int memory,
                                 std::size_t streamable);

} // namespace tenbin
