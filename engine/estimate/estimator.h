// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/core/result.h"
#include "engine/estimate/cost_model.h"

namespace tenbin {

/// A smaller network that a remedy may propose.
struct NetworkVariant {
    std::string spec; ///< zoo spec
    std::shared_ptr<const Graph> graph;
};
/// Yields variants from the nearest to the smallest; empty function: the network has none.
using VariantSource = std::function<std::vector<NetworkVariant>()>;

/// Applies the user's factor for this board (kLatencyCalibration). Cycles stay as they are modelled.
void calibrate(Evaluation& evaluation, const Settings& settings);

/// Costs, memories, verdict and remedies of `graph` on `target`.
/// Errors: optionUnknown, optionValue. "Does not fit" is a value, not an error.
Result<Estimate> estimate(const CostModel& model, const Graph& graph, const Target& target,
                          const Configuration& configuration, const VariantSource& variants = {});

/// Finds a network by its source: "zoo:…" or a file.
using NetworkLoader = std::function<Result<std::shared_ptr<const Graph>>(const std::string& source)>;

/// An answer that is shared, or why there is none.
using SharedEstimate = Result<std::shared_ptr<const Estimate>>;
/// Something that answers like estimate(), be it from what it answered before.
using EstimateFunction = std::function<SharedEstimate(const Graph&, const Target&, const Configuration&)>;
SharedEstimate shared(Result<Estimate> estimate);

} // namespace tenbin
