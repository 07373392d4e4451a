// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/memory/memory_plan.h"

namespace tenbin {

/// Bytes a feature map takes on a target (padding of channels, bits per element).
using TensorSizer = std::function<Bytes(const Tensor&)>;

/// How a runtime or compiler reuses memory between operators.
struct LivenessRules {
    TensorSizer size; ///< default: Tensor::sizeBytes
    /// Output may take its input's place when that input dies here (element-wise, reshape);
    /// null: never. Receives the operator and the input's position.
    std::function<bool(const Graph&, const Operator&, std::size_t)> inPlace;
    bool inputsPersist = false; ///< graph inputs stay live until the end
    bool inputsCounted = true;  ///< false: inputs live outside this memory
};

/// Reuse as code generators do it: a depthwise layer overwrites its input channel
/// by channel, an addition accumulates into the map it is added to. The peaks
/// that the MCUNet papers print assume this.
LivenessRules inPlaceRules();

/// Live range of every feature map, as requests on memory 0, in order of first use.
/// A graph input is live from operator 0, a graph output to the last operator.
/// Tensors joined by `inPlace` become one request of the larger size.
/// State (Tensor::variable) is no feature map: see stateRanges.
std::vector<BufferRequest> liveRanges(const Graph& graph, const LivenessRules& rules = {});

/// Variables that survive between inferences: live throughout, role `state`.
std::vector<BufferRequest> stateRanges(const Graph& graph, const LivenessRules& rules = {});

/// Largest sum of simultaneously live bytes (a lower bound of any plan) and its operator.
struct LivePeak {
    Bytes bytes;
    std::uint32_t operatorIndex = 0;
};
LivePeak peakLiveBytes(const std::vector<BufferRequest>& requests);

} // namespace tenbin
