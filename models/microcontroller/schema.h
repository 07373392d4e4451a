// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/targets/target_file.h"

namespace tenbin {

/// Keys, options and traits of presets for microcontrollers.
const ArchitectureSchema& microcontrollerSchema();

} // namespace tenbin
