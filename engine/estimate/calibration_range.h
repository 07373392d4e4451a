// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/estimate/estimate.h"
#include "engine/graph/graph.h"
#include "engine/targets/settings.h"
#include "engine/targets/target_file.h"

namespace tenbin {

/// How much of an inference rests on operators that no published figure of the architecture held.
struct UnmeasuredShare {
    double latency = 0.0;               ///< of the layers' latency, 0 to 1
    std::vector<std::string> operators; ///< kinds, largest share first
};

/// Empty where the schema names no measured operators: then the model widens by itself.
UnmeasuredShare unmeasuredShare(const Evaluation& evaluation, const Graph& graph, const ArchitectureSchema& schema);

/// Smallest and largest network, in MACs, that a half-width rests on.
struct MeasuredSizes {
    double fewest = 0.0, most = 0.0;

    /// How many times smaller or larger a network is than any of these; 1 between them.
    double outside(double macs) const;
};

/// None where the preset does not say.
std::optional<MeasuredSizes> measuredSizes(const Settings& settings);

/// Half-width of a latency where `unmeasured` (0 to 1) of it goes into operators that nobody measured, and the network is
/// `outside` (1 or more) times as far from one as the nearest that was measured. An operator that nobody measured is
/// known within a factor of two, and each factor of ten in size adds a quarter: assumed.
double widened(double halfWidth, double unmeasured, double outside);

} // namespace tenbin
