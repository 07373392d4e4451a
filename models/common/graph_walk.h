// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/graph/graph.h"

namespace tenbin {

/// Average pooling over the whole feature map, whichever operator says so.
bool isGlobalAverage(const Graph& graph, const Operator& op);

/// Non-constant inputs of an operator, in order.
std::vector<TensorId> dataInputs(const Graph& graph, const Operator& op);

/// The only operator that reads `tensor`, followed through renaming operators;
/// invalid if there are several or it is a graph output.
OperatorId soleConsumer(const Graph& graph, TensorId tensor);
/// The tensor `tensor` is a renaming of: shapes before reshapes.
TensorId beforeRenaming(const Graph& graph, TensorId tensor);
/// The same of every tensor, by index.
std::vector<TensorId> tensorsBeforeRenaming(const Graph& graph);

} // namespace tenbin
