// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/charts/color_scale.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace tenbin {

QColor scaleColor(double share)
{
    // Anchors of cividis (Nunez, Anderton, Renslow, PLOS ONE 2018), linear between.
    static constexpr std::array<std::array<int, 3>, 6> kAnchors{
        {{0, 32, 77}, {64, 77, 107}, {107, 109, 113}, {149, 142, 119}, {198, 180, 103}, {255, 233, 69}}};
    const double at = std::clamp(share, 0.0, 1.0) * (kAnchors.size() - 1);
    const auto low = std::min(static_cast<std::size_t>(at), kAnchors.size() - 2);
    const double part = at - static_cast<double>(low);
    const auto mix = [&](std::size_t c) {
        return static_cast<int>(std::lround(kAnchors[low][c] + part * (kAnchors[low + 1][c] - kAnchors[low][c])));
    };
    return {mix(0), mix(1), mix(2)};
}

QColor heatColor(double share, bool dark) { return scaleColor(dark ? share : 1.0 - share); }

} // namespace tenbin
