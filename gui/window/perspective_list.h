// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/perspective/perspective.h"

namespace tenbin {

/// Every perspective there is, in the order of the buttons; the first is the board.
std::vector<Perspective> makePerspectives(const PerspectiveContext& context);

} // namespace tenbin
