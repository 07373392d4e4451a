// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/explore/figure_axis.h"

namespace tenbin {

namespace {

constexpr double kEdge = 0.03; // free beside the outermost points, as a place

} // namespace

AxisUnit unitOfFigure(FigureKind figure, double largest)
{
    switch (figure) {
    case FigureKind::latency:
        return secondsUnit(largest);
    case FigureKind::energy:
        return decimalUnit(largest, QStringLiteral("J"));
    case FigureKind::peakMemory:
    case FigureKind::weights:
        return bytesUnit(largest);
    case FigureKind::accuracy:
        return percentUnit();
    case FigureKind::framesPerSecond:
        return decimalUnit(largest, QStringLiteral("fps"));
    case FigureKind::price:
        break;
    }
    return {1.0, QString::fromUtf8(unitOf(figure).data(), static_cast<qsizetype>(unitOf(figure).size()))};
}

AxisSpec figureAxis(const ExploreData& shown, std::size_t dimension)
{
    const Dimension& d = shown.dimensions()[dimension];
    AxisSpec spec{.title = figureName(d.figure), .unit = unitOfFigure(d.figure, d.high)};
    if (!(d.high > d.low)) { // nothing yet, or all alike
        spec.low = 0.5 * d.low;
        spec.high = d.high > 0.0 ? 1.5 * d.high : 1.0;
        return spec;
    }
    spec.low = shown.valueAt(dimension, -kEdge);
    spec.high = shown.valueAt(dimension, 1.0 + kEdge);
    if (d.logarithmic && d.low > 0.0)
        spec.scale = unitOf(d.figure) == "B" ? AxisScale::octaves : AxisScale::decades;
    return spec;
}

} // namespace tenbin
