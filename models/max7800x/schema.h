// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/targets/target_file.h"

namespace tenbin {

/// Numbers, options and traits that presets of the MAX7800x family hold.
ArchitectureSchema max7800xSchema();

} // namespace tenbin
