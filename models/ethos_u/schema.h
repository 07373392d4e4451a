// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/targets/target_file.h"

namespace tenbin::ethos_u {

const ArchitectureSchema& ethosUSchema();

} // namespace tenbin::ethos_u
