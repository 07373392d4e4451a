// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/estimate/range_probability.h"

#include <cmath>

namespace tenbin {

double probabilityAtMost(double value, double low, double high, double limit)
{
    const bool within = value <= limit;
    const double end = within ? high : low; // of the range, on the side where the limit lies
    if (end == value || value <= 0.0)
        return within ? 1.0 : 0.0;
    if (limit <= 0.0)
        return 0.0;
    // Distance to the limit over distance to the end of the range, behind which one truth in ten lies.
    const double distance = std::abs(std::log(limit / value)) / std::abs(std::log(end / value));
    const double beyond = 0.5 * std::pow(0.2, distance);
    return within ? 1.0 - beyond : beyond;
}

} // namespace tenbin
