// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/perspective/perspective.h"

namespace tenbin {

/// Estimates beside what was measured.
Perspective validatePerspective(const PerspectiveContext& context);

} // namespace tenbin
