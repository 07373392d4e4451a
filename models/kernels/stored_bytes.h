// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "engine/graph/graph.h"
#include "engine/targets/settings.h"

namespace tenbin::microcontroller {

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
