// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/charts/chart_axis.h"
#include "gui/explore/explore_data.h"

namespace tenbin {

/// The unit in which an axis shows a figure whose largest value is `largest`.
AxisUnit unitOfFigure(FigureKind figure, double largest);

/// An axis over all known values of a figure, with a little room beside the outermost.
AxisSpec figureAxis(const ExploreData& data, std::size_t dimension);

} // namespace tenbin
