// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/estimate/cost_model.h"

namespace tenbin {

/// Arm Ethos-U55, U65 and U85 beside a Cortex-M: a compiler (Vela) cuts operators into blocks that fit the
/// array's buffers, plans the memories and streams weights; what the NPU lacks runs on the processor.
const CostModel& ethosUCostModel();

} // namespace tenbin
