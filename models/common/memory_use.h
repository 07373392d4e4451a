// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/estimate/estimate.h"
#include "engine/graph/graph.h"
#include "engine/targets/settings.h"

namespace tenbin {

/// LivenessRules::inPlace of most hardware: what renames its first input, or clamps it, needs no place of its own.
bool renamesOrClamps(const Graph& graph, const Operator& op, std::size_t position);

/// The target's memories in their order, each with what its role gives it of a network's weights and feature maps.
std::vector<MemoryUse> memoriesOf(const Settings& settings, Bytes weights, Bytes activations);

} // namespace tenbin
