// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAbstractAxis;
class QChart;
class QFont;
class QPalette;

namespace tenbin {

/// A chart as the window's theme wants it: nothing moves, no frame of its own, the legend free to be placed.
void dressChart(QChart& chart, const QFont& font, const QPalette& palette);
/// Faint grid, muted labels.
void dressAxis(QAbstractAxis& axis, const QFont& font, const QPalette& palette);

} // namespace tenbin
