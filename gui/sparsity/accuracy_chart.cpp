// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/sparsity/accuracy_chart.h"

#include <algorithm>
#include <cmath>

#include <QPainter>
#include <QtCharts/QLineSeries>
#include <QtCharts/QScatterSeries>

#include "gui/look/text.h"
#include "gui/look/theme_colors.h"

namespace tenbin {

namespace {

constexpr double kReach = 12.0; // pixels around the pointer
constexpr double kBar = 3.0;    // half the cap of an error bar
constexpr double kMark = 8.0;   // across a mark

/// Each width of weights has its own mark.
QScatterSeries::MarkerShape shapeOf(int bits)
{
    if (bits >= 8)
        return QScatterSeries::MarkerShapeCircle;
    if (bits >= 4)
        return QScatterSeries::MarkerShapeRectangle;
    if (bits >= 2)
        return QScatterSeries::MarkerShapeRotatedRectangle;
    return bits == 1 ? QScatterSeries::MarkerShapeTriangle : QScatterSeries::MarkerShapeStar;
}

} // namespace

AccuracyChart::AccuracyChart(SparsitySession& session, QWidget* parent) : ChartView(parent), m_session(session)
{
    connect(&session, &SparsitySession::samplesChanged, this, &AccuracyChart::recompose);
    connect(&session, &SparsitySession::figuresChanged, this, &AccuracyChart::recompose);
    connect(&session, &SparsitySession::currentChanged, this, &AccuracyChart::recompose);
    connect(&session, &SparsitySession::publishedChanged, this, &AccuracyChart::recompose);
}

void AccuracyChart::setAccuracyAxis(const QString& title, double low, double high)
{
    const double bottom = std::floor(low / 5.0) * 5.0;
    const double top = std::max(bottom + 5.0, std::ceil(high / 5.0) * 5.0);
    setVertical({.title = title, .unit = {1.0, QStringLiteral("%")}, .low = bottom, .high = top, .zooms = false});
}

QList<QPointF> AccuracyChart::onAxes(const QList<QPointF>& values) const
{
    QList<QPointF> points;
    for (const QPointF& value : values)
        points.append({horizontal().onAxis(value.x()), vertical().onAxis(value.y())});
    return points;
}

void AccuracyChart::addLine(const QList<QPointF>& values, const Look& look, const QString& name)
{
    auto* line = new QLineSeries;
    line->setPen(QPen(look.colour, look.width, look.line));
    line->replace(onAxes(values));
    add(line, name, InLegend::no);
}

void AccuracyChart::addMarks(const QList<QPointF>& values, const Look& look, const QString& name, InLegend inLegend)
{
    auto* marks = new QScatterSeries;
    marks->setMarkerSize(kMark);
    marks->setMarkerShape(shapeOf(look.bits));
    marks->setBrush(look.filled ? look.colour : themeColors(palette()).surface);
    marks->setPen(QPen(look.colour, 1.5));
    marks->replace(onAxes(values));
    add(marks, name, inLegend);
}

void AccuracyChart::drawErrorBar(QPainter& painter, double x, const Accuracy& accuracy, double shift) const
{
    const double low = yOf(100.0 * accuracy.low() - shift);
    const double high = yOf(100.0 * accuracy.high() - shift);
    painter.drawLine(QPointF(x, low), QPointF(x, high));
    for (const double y : {low, high})
        painter.drawLine(QPointF(x - kBar, y), QPointF(x + kBar, y));
}

/// A ring around the current point.
void AccuracyChart::drawAbove(QPainter& painter)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(themeColors(palette()).accent, 2.0));
    painter.setClipRect(area().adjusted(-10, -10, 10, 10));
    for (const Spot& spot : m_spots)
        if (spot.series == m_session.currentSeries() && spot.position == m_session.currentPosition())
            painter.drawEllipse(pointOf(spot.x, spot.percent), 8.0, 8.0);
}

const AccuracyChart::Spot* AccuracyChart::spotAt(const QPointF& at) const
{
    const Spot* best = nullptr;
    double nearest = kReach;
    for (const Spot& spot : m_spots) {
        const QPointF place = pointOf(spot.x, spot.percent) - at;
        const double distance = std::hypot(place.x(), place.y());
        if (distance < nearest) {
            nearest = distance;
            best = &spot;
        }
    }
    return best;
}

QString AccuracyChart::describe(const QPointF& at) const
{
    const Spot* spot = spotAt(at);
    return spot ? spot->text : QString();
}

void AccuracyChart::choose(const QPointF& at)
{
    if (const Spot* spot = spotAt(at); spot && spot->series < m_session.series().size())
        m_session.setCurrent(spot->series, spot->position);
}

void AccuracyChart::step(int by)
{
    const auto position = static_cast<std::ptrdiff_t>(m_session.currentPosition()) + by;
    if (position >= 0)
        m_session.setCurrent(m_session.currentSeries(), static_cast<std::size_t>(position));
}

QColor methodColour(PruningMethod method, const QPalette& palette)
{
    static constexpr int kOrder[] = {1, 2, 3,
                                     4, 5, 0}; // in the order of PruningMethod: coordinates take the first colour
    return categoryColor(kOrder[static_cast<std::size_t>(method)], themeColors(palette).dark);
}

} // namespace tenbin
