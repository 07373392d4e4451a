// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/formats/draft/graph.h"

namespace tenbin {

/// Folds quantize and dequantize operators into the operators between them: what reads
/// dequantised values and is quantised at once becomes an integer operator; operators that
/// only move or select elements work on the integers themselves. What does not fold stays.
void foldQuantizers(DraftGraph& draft);

} // namespace tenbin
