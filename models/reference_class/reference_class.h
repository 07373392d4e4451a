// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/estimate/cost_model.h"

namespace tenbin {

/// A class of machines (cloud, edge, tiny) rather than a chip: says whether a network's
/// weights and feature maps lie within what the class holds. No rate is common to a
/// class, so latency and energy stay unknown.
const CostModel& referenceClassCostModel();

} // namespace tenbin
