// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/formats/draft/graph.h"

namespace tenbin {

/// A constant with its dimensions in another order; the axis of its quantisation follows.
TensorId permutedConstant(DraftGraph& draft, TensorId id, const std::vector<int>& permutation);

} // namespace tenbin
