// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/perspective/perspective.h"

namespace tenbin {

/// How far networks can be pruned, and what targets gain.
Perspective sparsityPerspective(const PerspectiveContext& context);

} // namespace tenbin
