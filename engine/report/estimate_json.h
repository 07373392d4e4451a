// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>

#include "engine/estimate/estimate.h"
#include "engine/graph/graph.h"
#include "engine/targets/target.h"

namespace tenbin {

/// An estimate with what it was made from.
struct EstimateContext {
    const Estimate& estimate;
    const Graph& graph;
    const Target& target;
};

/// A JSON array, one object an estimate, as docs/estimate-json.md describes it.
/// Units are in the keys; what is unknown is null; numbers use '.' in every locale.
std::string toJson(std::span<const EstimateContext> estimates);

} // namespace tenbin
