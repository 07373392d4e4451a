// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace tenbin {

/// What the numbers of an axis are written in: the value over `size`. One unit along a whole axis.
struct AxisUnit {
    double size = 1.0;
    QString name;
};

/// The prefix with which `largest` has one to three digits before the point: "µJ", "GMAC/s".
AxisUnit decimalUnit(double largest, const QString& symbol);
/// Seconds and their parts, never "ks".
AxisUnit secondsUnit(double largest);
/// B, KiB, MiB, GiB.
AxisUnit bytesUnit(double largest);
AxisUnit percentUnit();

} // namespace tenbin
