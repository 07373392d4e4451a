// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/graph/graph.h"
#include "models/neural_art_epochs.h"

namespace tenbin::neural_art {

/// Operators that run as software epochs on the Cortex-M (compiler logs). In a
/// quantised network that includes what is left in floating point; a network
/// that is floating point throughout is taken as quantised.
bool runsInSoftware(const Graph& graph, const Operator& op, bool floatNetwork);

/// Renamings, rectifiers and leaky rectifiers: never an epoch of their own.
bool isRenamingOrActivation(OperatorKind kind);

/// True if `op` costs nothing of its own: isRenamingOrActivation, or a pool whose
/// input comes from a convolution for it alone (the compiler chains them).
bool joinsEpoch(const Graph& graph, const Operator& op);

/// How an operator without multiplication treats its elements.
StreamKind streamKind(OperatorKind kind);

} // namespace tenbin::neural_art
