// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/charts/axis_unit.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace tenbin {

AxisUnit decimalUnit(double largest, const QString& symbol)
{
    static const std::array kPrefixes{QStringLiteral("f"), QStringLiteral("p"), QStringLiteral("n"),
                                      QStringLiteral("µ"), QStringLiteral("m"), QString(),
                                      QStringLiteral("k"), QStringLiteral("M"), QStringLiteral("G"),
                                      QStringLiteral("T"), QStringLiteral("P")};
    constexpr int kNone = 5;
    const double thousands = largest > 0.0 ? std::floor(std::log10(largest) / 3.0 + 1e-12) : 0.0;
    const int power = static_cast<int>(std::clamp(thousands, -5.0, 5.0));
    return {std::pow(1000.0, power), kPrefixes[static_cast<std::size_t>(kNone + power)] + symbol};
}

AxisUnit secondsUnit(double largest) { return decimalUnit(std::min(largest, 1.0), QStringLiteral("s")); }

AxisUnit bytesUnit(double largest)
{
    static const std::array kNames{QStringLiteral("B"), QStringLiteral("KiB"), QStringLiteral("MiB"),
                                   QStringLiteral("GiB")};
    AxisUnit unit{1.0, kNames[0]};
    for (std::size_t i = 1; i < kNames.size() && largest >= 1024.0 * unit.size; ++i)
        unit = {1024.0 * unit.size, kNames[i]};
    return unit;
}

AxisUnit percentUnit() { return {0.01, QStringLiteral("%")}; }

} // namespace tenbin
