// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/result.h"
#include "engine/graph/graph.h"

namespace tenbin {

/// The network as it was before it was quantised, for costs: maps, weights and biases in single precision and without
/// values, quantisers as mere names. Errors: those of GraphBuilder.
Result<Graph> inSinglePrecision(const Graph& graph);

} // namespace tenbin
