// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/estimate/estimate.h"
#include "engine/graph/graph.h"
#include "engine/targets/settings.h"

namespace tenbin {

/// A layer on the roofline of one memory (Williams, Waterman and Patterson, CACM 2009).
struct RooflineDot {
    OperatorId op;
    double macsPerByte = 0.0;   ///< operational intensity: MACs over bytes moved to and from this memory
    double macsPerSecond = 0.0; ///< reached
    double share = 0.0;         ///< of the layers' latency
    Bound bound = Bound::none;
};

/// What one memory and the array let layers reach. No dot lies above the lower of the two.
struct Roofline {
    std::string memory;
    std::optional<double> bytesPerSecond;    ///< absent: the target's memory has no known bandwidth
    std::optional<double> peakMacsPerSecond; ///< from what the layers say of their utilisation
    std::vector<RooflineDot> dots;           ///< layers with MACs that move bytes here
    int without = 0;                         ///< layers with MACs that move none, or whose bytes nobody counts
    /// Layers some of whose bytes come while others compute: of them only those count for which the layer's own time
    /// is enough, so that the dot lies on the slope.
    int fetchedAhead = 0;
    /// Layers that this memory holds back, and their share of the layers' latency: bound by memory, and nearer to this
    /// memory's slope than to any other's.
    int heldBack = 0;
    double heldBackShare = 0.0;

    /// The lower roof over a dot.
    double roofAt(double macsPerByte) const;
    /// MACs a byte at which both roofs are equally high; absent where one of them is unknown.
    std::optional<double> ridge() const;
};

/// One a memory that layers move bytes to or from; the one that takes most of the layers' time comes first.
std::vector<Roofline> rooflinesOf(const Estimate& estimate, const Graph& graph, const Settings& settings);

} // namespace tenbin
