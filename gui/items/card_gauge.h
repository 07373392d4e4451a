// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/items/card.h"

namespace tenbin {

/// The fullest of the memories that hold weights; all of them in the tooltip.
Gauge weightsGauge(const Estimate& estimate);
/// The fullest of the memories that hold activations.
Gauge activationsGauge(const Estimate& estimate);

} // namespace tenbin
