// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/estimate/cost_model.h"

namespace tenbin {

/// Ceva NeuPro-Nano, a licensable processor: the integrator chooses clock and
/// memories, and no measurement on a public network exists. The model is
/// parametric and answers with bounds from what the vendor states.
const CostModel& neuproNanoCostModel();

} // namespace tenbin
