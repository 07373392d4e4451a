// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace tenbin {

/// A frame rate with its sign where it is a bound: humanFrameRate() in this system's digits.
QString frameRateText(double framesPerSecond, bool isBound);

/// What people of this system typed, with a point as its decimal sign, for readers of the engine.
QString withPoint(const QString& typed);

} // namespace tenbin
