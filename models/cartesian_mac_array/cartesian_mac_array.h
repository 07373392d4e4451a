// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/estimate/cost_model.h"

namespace tenbin {

/// Cartesian-product MAC array for kernel-coordinate pruned networks (Tokyo
/// Institute of Technology; Hot Chips 33, DOI 10.1109/HCS52781.2021.9567328; NEDO
/// release of August 2021): an aligner shifts the input plane to one kernel
/// coordinate, the array multiplies a column of pixels with a row of output
/// channels. Coordinates that no output channel of a group uses are skipped.
const CostModel& cartesianMacArrayCostModel();

} // namespace tenbin
