// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/estimate/cost_model.h"

namespace tenbin {

/// CNN signal processor under the pixels of a stacked image sensor (Sony IMX500;
/// ISSCC 2021 9.6): a high-computation-intensity core for convolutions, standard
/// cores and tensor DMAs for the rest, all memory on the chip.
///
/// The latency of an estimate is the processor's run time of one inference, and
/// its energy is the processor's. The frame period adds the sensor: the longest of
/// readout with image processing, inference, and the chosen frame time.
const CostModel& stackedSensorDspCostModel();

} // namespace tenbin
