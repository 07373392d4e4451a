// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/perspective/perspective.h"

namespace tenbin {

/// Design spaces and their Pareto fronts.
Perspective explorePerspective(const PerspectiveContext& context);

} // namespace tenbin
