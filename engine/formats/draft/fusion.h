// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/formats/draft/graph.h"

namespace tenbin {

/// Joins operators that a deployed network does not execute apart: an added bias, batch
/// normalisation behind a convolution whose values are known, activations behind the operator
/// they belong to, GELU written out with the error function, reshapes and transposes that undo
/// each other. Never joins across a value that something else reads.
void fuseOperators(DraftGraph& draft);

} // namespace tenbin
