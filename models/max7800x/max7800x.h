// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/estimate/cost_model.h"

namespace tenbin {

/// Analog Devices MAX78000 and MAX78002: 64 convolution processors, each with its
/// own weight memory, groups of four sharing a data memory. One output channel of
/// one pixel a clock and pass, whatever the kernel, the input channels (up to 64)
/// and the weight bits.
const CostModel& max7800xCostModel();

} // namespace tenbin
