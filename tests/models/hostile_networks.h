// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/graph/graph.h"

namespace tenbin::test {

/// A network that a reader accepts and nobody builds.
struct HostileNetwork {
    std::string name;
    std::shared_ptr<const Graph> graph;
};

/// One operator each, of every kind that a cost model looks into, over maps of up to 2^40 elements in every
/// orientation, with windows, strides and dilations up to 2^20.
const std::vector<HostileNetwork>& endlessMaps();

/// Twenty thousand operators: in a chain, with long live ranges, in branches, behind views.
const std::vector<HostileNetwork>& endlessNetworks();

} // namespace tenbin::test
