// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/units.h"
#include "engine/graph/graph.h"

/// Multiply-accumulates of one operator in one inference, a rule a kind (engine/graph/operator_traits.cpp). Zero where
/// an operator lacks what its rule needs.
namespace tenbin::mac_rules {

Macs convolution(const Graph& graph, const Operator& op);
Macs depthwise(const Graph& graph, const Operator& op);
Macs transposed(const Graph& graph, const Operator& op);
Macs fullyConnected(const Graph& graph, const Operator& op);
Macs batchMatMul(const Graph& graph, const Operator& op);
Macs recurrent(const Graph& graph, const Operator& op);
Macs svdf(const Graph& graph, const Operator& op);
/// Of an operator that keeps its name: what its reader worked out.
Macs custom(const Graph& graph, const Operator& op);

} // namespace tenbin::mac_rules
