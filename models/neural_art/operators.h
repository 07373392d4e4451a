// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/graph/graph.h"
#include "models/neural_art/epochs.h"

namespace tenbin::neural_art {

/// Operators that run as software epochs on the Cortex-M: what ST's operator mapping (stneuralart_operator_support,
/// ST Edge AI Core 4.0) does not put on the hardware, for its kind or for the operator's operands. In a quantised
/// network that includes what is left in floating point; a network that is floating point throughout is taken as
/// quantised.
bool runsInSoftware(const Graph& graph, const Operator& op, bool floatNetwork);

/// Renamings, rectifiers and leaky rectifiers: never an epoch of their own.
bool isRenamingOrActivation(OperatorKind kind);

/// Feature maps between a convolution and a pool that reads its result alone,
/// activations between them included: the compiler chains them in one epoch.
/// Empty if `op` is no such pool.
std::vector<TensorId> insideEpoch(const Graph& graph, const Operator& op);

/// True if `op` costs nothing of its own: an activation, a renaming, or a pool chained to a convolution.
bool joinsEpoch(const Graph& graph, const Operator& op);

/// How an operator without multiplication treats its elements.
StreamKind streamKind(OperatorKind kind);

} // namespace tenbin::neural_art
