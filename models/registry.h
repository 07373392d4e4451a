// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "engine/estimate/estimator.h"

namespace tenbin {

/// Cost model of an architecture, or null if there is none of that name.
const CostModel* findCostModel(std::string_view architecture);
/// All of them, in the order of presets/schema.md.
std::span<const CostModel* const> costModels();
/// For loadTarget: schemas of all registered architectures.
const ArchitectureSchema* findSchema(std::string_view architecture);

/// estimate() with the target's own cost model. Further error: presetArchitecture.
Result<Estimate> estimate(const Graph& graph, const Target& target, const Configuration& configuration,
                          const VariantSource& variants = {});
/// The same without variants, as an EstimateFunction.
SharedEstimate sharedEstimate(const Graph& graph, const Target& target, const Configuration& configuration);

} // namespace tenbin
