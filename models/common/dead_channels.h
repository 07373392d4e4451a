// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/graph/graph.h"

namespace tenbin {

/// Share of each operator's MACs that is left when a compiler drops filters whose weights
/// are all zero, and with them the channels that only they feed: outputs alive times inputs
/// alive. 1 where weight values are unknown. One entry an operator.
std::vector<double> liveMacFractions(const Graph& graph);

} // namespace tenbin
