// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/estimate/estimator.h"

namespace tenbin {

/// Changes that make a network fit which does not fit as it is: every single
/// option that the target marks as a remedy, then pairs of them, then smaller
/// networks. Tried, not canned: each one returned was evaluated and fits.
/// At most `most`, cheapest in latency first. Networks of many thousand operators try single options only, few of
/// them: each takes a whole estimate.
std::vector<Remedy> findRemedies(const CostModel& model, const Graph& graph, const Target& target,
                                 const Configuration& configuration, const Estimate& asIs,
                                 const VariantSource& variants, std::size_t most = 6);

/// A remedy with the figures of `changed` against those of the estimate as it is; what changes is the caller's to say.
Remedy remedyWith(const Estimate& changed, const Estimate& asIs);

/// Estimate without remedies: evaluation, totals and verdict (fits, doesNotFit or unknown).
Result<Estimate> estimateAsIs(const CostModel& model, const Graph& graph, const Target& target,
                              const Configuration& configuration);

} // namespace tenbin
