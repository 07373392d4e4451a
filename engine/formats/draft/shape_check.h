// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/core/error.h"
#include "engine/graph/operator.h"
#include "engine/graph/tensor.h"

namespace tenbin {

/// Compares the shapes a file declares for `op`'s outputs with those its inputs give,
/// and fills declared shapes the file leaves open. Kinds whose shape depends on values
/// pass. Errors carry `label` as operator and no place.
std::optional<Error> checkOutputShapes(const Operator& op, std::vector<Tensor>& tensors, const std::string& label);

} // namespace tenbin
