// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/explore/plot_axis.h"

#include <cmath>

#include <QCoreApplication>
#include <QPainter>
#include <QRegularExpression>

#include "gui/look/theme_colors.h"

namespace tenbin {

namespace {

/// 16 KiB, 64 KiB, 256 KiB …
std::vector<double> binaryTicks(double from, double to)
{
    std::vector<double> ticks;
    const double factor = to > 64.0 * from ? 4.0 : 2.0;
    for (double value = 1.0; value <= to; value *= factor)
        if (value >= from)
            ticks.push_back(value);
    return ticks;
}

/// "1 ms" rather than "1.00 ms".
QString roundText(QString text)
{
    static const QRegularExpression zeros(QStringLiteral("[.,]0+(?=\\D|$)"));
    return text.remove(zeros);
}

std::vector<double> linearTicks(double from, double to)
{
    std::vector<double> ticks;
    const double span = to - from;
    if (!(span > 0.0))
        return ticks;
    const double decade = std::pow(10.0, std::floor(std::log10(span / 4.0)));
    double step = decade;
    for (const double factor : {2.0, 5.0, 10.0})
        if (span / step > 6.0)
            step = factor * decade;
    for (double value = std::ceil(from / step) * step; value <= to * (1.0 + 1e-12); value += step)
        ticks.push_back(value);
    return ticks;
}

} // namespace

std::vector<double> tickValues(const ExploreData& data, std::size_t dimension, double low, double high)
{
    const Dimension& d = data.dimensions()[dimension];
    const double from = data.valueAt(dimension, low);
    const double to = data.valueAt(dimension, high);
    if (!(d.high > d.low))
        return {};
    if (d.logarithmic && unitOf(d.figure) == "B" && to > 3.0 * from)
        return binaryTicks(from, to);
    if (!d.logarithmic || to < 10.0 * from)
        return linearTicks(from, to);
    std::vector<double> ticks;
    const bool few = to < 1000.0 * from;
    for (double decade = std::pow(10.0, std::floor(std::log10(from))); decade <= to; decade *= 10.0)
        for (const double digit : {1.0, 2.0, 5.0})
            if ((few || digit == 1.0) && digit * decade >= from && digit * decade <= to)
                ticks.push_back(digit * decade);
    return ticks;
}

void drawPlotAxis(QPainter& painter, const QRectF& area, const ExploreData& data, std::size_t dimension, double low,
                  double high, Qt::Orientation orientation, const QPalette& palette)
{
    const ThemeColors& colours = themeColors(palette);
    const Dimension& d = data.dimensions()[dimension];
    const bool across = orientation == Qt::Horizontal;
    for (const double value : tickValues(data, dimension, low, high)) {
        const double place = d.logarithmic && d.low > 0.0 ? std::log(value / d.low) / std::log(d.high / d.low)
                                                          : (value - d.low) / (d.high - d.low);
        const double share = (place - low) / (high - low);
        const QString text = roundText(figureText(d.figure, value));
        if (across) {
            const double x = area.left() + share * area.width();
            painter.setPen(colours.line);
            painter.drawLine(QPointF(x, area.bottom()), QPointF(x, area.bottom() + 4));
            painter.setPen(colours.mutedText);
            painter.drawText(QRectF(x - 40, area.bottom() + 4, 80, 18), Qt::AlignHCenter | Qt::AlignTop, text);
        } else {
            const double y = area.bottom() - share * area.height();
            QColor faint = colours.line;
            faint.setAlpha(120);
            painter.setPen(faint);
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
            painter.setPen(colours.mutedText);
            painter.drawText(QRectF(20, y - 9, area.left() - 26, 18), Qt::AlignRight | Qt::AlignVCenter, text);
        }
    }
    const QString scale = d.logarithmic ? QCoreApplication::translate("Explore", "%1 (log)").arg(figureName(d.figure))
                                        : figureName(d.figure);
    painter.setPen(colours.mutedText);
    painter.save();
    if (across) {
        painter.drawText(QRectF(area.left(), area.bottom() + 24, area.width(), 18), Qt::AlignHCenter, scale);
    } else {
        painter.translate(14, area.center().y());
        painter.rotate(-90);
        painter.drawText(QRectF(-area.height() / 2, -9, area.height(), 18), Qt::AlignCenter, scale);
    }
    painter.restore();
    painter.setPen(colours.line);
    painter.drawLine(across ? area.bottomLeft() : area.topLeft(), across ? area.bottomRight() : area.bottomLeft());
}

} // namespace tenbin
