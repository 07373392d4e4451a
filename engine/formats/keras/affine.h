// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/formats/draft/graph.h"

namespace tenbin {

/// Batch normalisations that no layer before them could take in become a product and a sum, as TensorFlow Lite's
/// converter writes them.
void lowerBatchNormalizations(DraftGraph& draft);

} // namespace tenbin
