// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "engine/core/result.h"
#include "engine/formats/tflite/codes.h"
#include "engine/formats/tflite/values.h"

namespace tenbin {

/// The output shape that an operator's values say (target shapes of RESHAPE and RESIZE, sizes of FILL …), where
/// they are known. `op` has its inputs in the file's order.
std::optional<Shape> shapeByValues(const tflite::Operator& table, const Operator& op,
                                   const std::vector<Tensor>& tensors, const TfliteValues& values);

/// Replaces the output shapes of `op` (in the form of `operator.h`; `raw` has the file's inputs) by those that
/// its rule derives. False where it has no rule. Errors (without place): shapeMismatch, attributeInvalid, operatorMalformed.
Result<bool> deriveShapes(const tflite::Operator& table, const Operator& raw, const Operator& op,
                          std::vector<Tensor>& tensors, const std::string& label);

} // namespace tenbin
