// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/formats/keras/handlers.h"

namespace tenbin {

/// Translates a network into the draft: inputs, layers in order, outputs. Errors (without file): those of layers, with
/// the layer, of sizes and of the graph.
Result<void> lowerNetwork(KerasLowering& lowering, const KerasNetwork& network);

/// Translates one call of a layer; `depth` counts the networks and wrappers around it.
KerasLowered lowerLayer(KerasLowering& lowering, KerasSite site, int depth);

} // namespace tenbin
