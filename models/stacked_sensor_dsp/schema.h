// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/targets/target_file.h"

namespace tenbin::stacked_sensor {

/// Keys that presets of stacked sensors hold.
const ArchitectureSchema& stackedSensorSchema();

} // namespace tenbin::stacked_sensor
