// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/graph/graph.h"

namespace tenbin {

/// A box of the drawing: one operator, or a block that stands for several alike.
struct GraphNode {
    std::vector<OperatorId> operators; ///< in execution order
    int repeats = 1;                   ///< how many blocks alike are folded into this one
    std::string label;                 ///< "CONV_2D" or "CONV_2D, DEPTHWISE_CONV_2D, ADD"
    int rank = 0;                      ///< longest path from an input
    int column = 0;                    ///< place within the rank, from the left
};

struct GraphLayout {
    std::vector<GraphNode> nodes;
    std::vector<std::pair<int, int>> edges; ///< from, to: indices into nodes, each pair once
    std::vector<int> nodeOf;                ///< by operator
    int ranks = 0, columns = 0;
};

/// A layered drawing (Sugiyama): ranks by longest path, order within a rank by the mean of
/// the neighbours above. With `fold`, a block of operators that repeats without a break
/// (same kinds in the same order, at least twice) becomes one node.
GraphLayout layoutOf(const Graph& graph, bool fold);

} // namespace tenbin
