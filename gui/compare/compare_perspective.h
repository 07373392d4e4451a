// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/perspective/perspective.h"

namespace tenbin {

/// Designs side by side.
Perspective comparePerspective(const PerspectiveContext& context);

} // namespace tenbin
