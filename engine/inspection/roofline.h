// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/estimate/estimate.h"
#include "engine/graph/graph.h"
#include "engine/target/settings.h"

namespace tenbin {

/// A layer on the roofline (Williams, Waterman and Patterson, CACM 2009).
struct RooflineDot {
    OperatorId op;
    double macsPerByte = 0.0;   ///< operational intensity: MACs over bytes moved, all memories together
    double macsPerSecond = 0.0; ///< reached
    double share = 0.0;         ///< of the layers' latency
    Bound bound = Bound::none;
};

/// Bytes a second that one memory sustains.
struct RooflineCeiling {
    std::string memory;
    double bytesPerSecond = 0.0;
};

struct Roofline {
    std::vector<RooflineDot> dots;           ///< layers with MACs and traffic
    std::vector<RooflineCeiling> ceilings;   ///< memories whose bandwidth is known, slowest first
    std::optional<double> peakMacsPerSecond; ///< from what the layers say of their utilisation
    int left = 0;                            ///< layers with MACs whose traffic the model does not count
};
Roofline rooflineOf(const Estimate& estimate, const Graph& graph, const Settings& settings);

} // namespace tenbin
