// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "engine/graph/operator.h"

namespace tenbin {

/// Kinds of operators that share a colour, in the fixed order of every chart.
enum class OperatorCategory { convolution, depthwise, matrix, pooling, arithmetic, activation, layout, other };
inline constexpr int kOperatorCategories = 8;

OperatorCategory categoryOf(OperatorKind kind);
QString categoryText(OperatorCategory category);

} // namespace tenbin
