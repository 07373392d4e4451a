// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

namespace tenbin {

/// The one scale of colours for quantities, from 0 to 1: perceptually uniform (cividis), from dark blue to yellow.
QColor scaleColor(double share);

/// The same scale with "more" away from the background: brighter in a dark theme, darker in a light one.
QColor heatColor(double share, bool dark);

} // namespace tenbin
