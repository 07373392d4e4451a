// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/memory/memory_plan.h"
#include "models/stacked_sensor_dsp/fusion.h"

namespace tenbin::stacked_sensor {

/// How the converter lays out coefficients and feature maps. Read off the results
/// of imxconv-pt 10.1.2 on seven public CIFAR-10 networks: exact on the six with
/// 3x3 and 1x1 kernels.
struct CompilerRules {
    std::int64_t channelMultiple = 32;        ///< channels of stored maps and of a kernel's input
    std::int64_t narrowChannels = 16;         ///< maps of at most so many channels are padded to just that
    std::int64_t coefficientRowBytes = 32;    ///< one row of weights: 32, 64 or 128 output channels at 8, 4 or 2 bits
    std::int64_t bytesPerOutputChannel = 6;   ///< bias and scale
    std::int64_t kernelPositionsPerPass = 9;  ///< larger kernels run as several passes
    std::int64_t depthwiseTapMultiple = 16;   ///< kernel elements of one depthwise channel
    std::int64_t fullyConnectedBytes = 128;   ///< beside the weights of a fully connected layer
    std::int64_t transformBytes = 32;         ///< of an addition, and of flattening a map
    std::int64_t persistentInputBytes = 4096; ///< beside an input that stays in memory
    int weightBits = 8;
    bool inputPersists = true;
};

/// Bytes that the constants of one operator take in L2. Constants shared by
/// several operators count at each: the published sizes of detectors with shared
/// heads only agree that way.
Bytes coefficientBytes(const Graph& graph, const Operator& op, const CompilerRules& rules);

/// Bytes of a feature map in L2: what convolutions and pooling write is padded
/// along the channels, everything else is not.
Bytes storedBytes(const Graph& graph, const Fusion& fusion, TensorId id, const CompilerRules& rules);

/// Live ranges of all feature maps in memory 0, fused ones left out; with the
/// persistent input where the rules say so.
std::vector<BufferRequest> runtimeBuffers(const Graph& graph, const Fusion& fusion, const CompilerRules& rules);

} // namespace tenbin::stacked_sensor
