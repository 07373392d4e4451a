// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPalette>
#include <QRectF>

#include "gui/explore/explore_data.h"

class QPainter;

namespace tenbin {

/// Grid lines, numbers and the title of a figure's axis around `area`, which shows the places low … high.
void drawPlotAxis(QPainter& painter, const QRectF& area, const ExploreData& data, std::size_t dimension, double low,
                  double high, Qt::Orientation orientation, const QPalette& palette);

/// Round values between two places: decades where they span one, else 1-2-5 steps.
std::vector<double> tickValues(const ExploreData& data, std::size_t dimension, double low, double high);

} // namespace tenbin
