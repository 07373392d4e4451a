// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/core/error.h"
#include "engine/formats/common/declared_input.h"
#include "engine/formats/common/import_options.h"
#include "engine/formats/draft/declared_tensor.h"

namespace tenbin {

/// Gives the network's inputs the sizes of `options`, or a batch of 1 where only that is open.
/// What was given or assumed is remarked.
/// Errors (without place): inputSizeOpen where a size is open and nobody gave it; inputSizeInvalid.
std::optional<Error> settleInputSizes(const std::vector<DeclaredTensor*>& inputs, const ImportOptions& options,
                                      std::vector<ImportRemark>& remarks);

/// An input as the file declares it. A dimension that is open in front of others is a batch.
DeclaredInput declaredInput(const DeclaredTensor& input);

} // namespace tenbin
