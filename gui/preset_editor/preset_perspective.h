// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/perspective/perspective.h"

namespace tenbin {

/// Targets of one's own.
Perspective presetPerspective(const PerspectiveContext& context);

} // namespace tenbin
