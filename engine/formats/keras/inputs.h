// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/formats/draft/input_sizes.h"
#include "engine/formats/keras/lowering.h"

namespace tenbin {

/// What a network's layers declare of its inputs; a Sequential network has one, and it may not say which. Errors
/// (without file): modelEmpty, modelCorrupt.
Result<std::vector<DeclaredTensor>> kerasInputs(const KerasNetwork& network);

/// The network's inputs in the draft, with their sizes settled. Networks with channels first hold their maps with
/// channels last from the beginning. Errors (without file): those of `kerasInputs` and of sizes.
Result<KerasValues> lowerInputs(KerasLowering& lowering, const KerasNetwork& network);

} // namespace tenbin
