// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/perspective/perspective.h"

namespace tenbin {

/// Networks on targets, a card each.
Perspective boardPerspective(const PerspectiveContext& context);

} // namespace tenbin
