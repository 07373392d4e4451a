// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tables/table.h"

class QChart;

namespace tenbin {

class ChartAxis;

/// Every point and bar of a chart's series, a row each: the series' name and the two numbers in the units of the axes.
Table tableOf(const QChart& chart, const ChartAxis& x, const ChartAxis& y);

} // namespace tenbin
