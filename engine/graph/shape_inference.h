// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/core/result.h"
#include "engine/graph/operator.h"

namespace tenbin {

/// Shapes of an operator's outputs from its inputs' shapes and attributes.
///
/// `inputs` holds one shape an operator input (empty optional where absent).
/// Errors: operatorMalformed (too few inputs), shapeMismatch, attributeInvalid,
/// shapeUnknown for kinds whose output shape depends on values (the reader
/// then takes the file's word).
Result<std::vector<Shape>> inferShapes(const Operator& op, const std::vector<std::optional<Shape>>& inputs);

/// Padding that TensorFlow's SAME gives for one dimension: before and after.
std::pair<int, int> samePadding(std::int64_t input, std::int64_t kernel, std::int64_t stride,
                                std::int64_t dilation = 1);

/// Output length of a sliding window over one dimension; 0 if the window does not fit.
std::int64_t windowOutput(std::int64_t input, std::int64_t kernel, std::int64_t stride, std::int64_t dilation,
                          std::int64_t before, std::int64_t after);

} // namespace tenbin
