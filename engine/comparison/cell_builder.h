// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "engine/comparison/comparison.h"

namespace tenbin {

/// The figure of a column that has an estimate; without difference and mark, which need the other columns.
ComparedCell cellOf(ComparedFigure figure, const ComparedColumn& column, std::span<const ScoredRow> measurements);

} // namespace tenbin
