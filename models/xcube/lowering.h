// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/xcube/program.h"
#include "models/xcube/release.h"

namespace tenbin::xcube {

/// The nodes that a release makes of `graph`: padded copies, pooling behind convolutions, what is folded.
/// `asInteger` takes floating-point feature maps as 8 bits.
Program lower(const Graph& graph, const Release& release, bool asInteger);

} // namespace tenbin::xcube
