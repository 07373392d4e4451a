// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/estimate/cost_model.h"

namespace tenbin {

/// Syntiant Neural Decision Processors: a small MAC array beside an always-on DSP
/// and a Cortex-M0. NDP120 (Core 2) has published MLPerf Tiny results; of NDP250
/// (Core 3) only data-sheet bounds are public, and the answer says so.
const CostModel& neuralDecisionProcessorCostModel();

} // namespace tenbin
