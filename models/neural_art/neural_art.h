// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/estimate/cost_model.h"

namespace tenbin {

/// ST Neural-ART 14 in the STM32N6: four convolution accelerators behind a stream
/// switch. The compiler cuts a network into epochs; in each, streams flow from
/// memory through the accelerators and back. Weights stream from external flash
/// every inference; feature maps that do not fit on chip spill to external RAM.
const CostModel& neuralArtCostModel();

} // namespace tenbin
