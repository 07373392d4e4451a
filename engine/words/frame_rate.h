// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace tenbin {

/// "215 fps", "13.5 k fps"; below one frame a second the time of a frame, "4.76 s/frame": never 0.00. A bound from
/// above has its sign: "≤ 49.0 fps", "≥ 4.76 s/frame". humanFps() is this without a bound.
std::string humanFrameRate(double framesPerSecond, bool isBound);

} // namespace tenbin
