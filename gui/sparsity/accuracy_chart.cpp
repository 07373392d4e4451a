// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/sparsity/accuracy_chart.h"

#include <algorithm>
#include <cmath>

#include <QPainter>

#include "gui/look/text.h"
#include "gui/look/theme_colors.h"

namespace tenbin {

namespace {

constexpr double kReach = 12.0; // pixels around the pointer
constexpr double kBar = 3.0;    // half the cap of an error bar

} // namespace

AccuracyChart::AccuracyChart(SparsitySession& session, QWidget* parent) : ChartView(parent), m_session(session)
{
    connect(&session, &SparsitySession::samplesChanged, this, qOverload<>(&QWidget::update));
    connect(&session, &SparsitySession::figuresChanged, this, qOverload<>(&QWidget::update));
    connect(&session, &SparsitySession::currentChanged, this, qOverload<>(&QWidget::update));
    connect(&session, &SparsitySession::publishedChanged, this, qOverload<>(&QWidget::update));
}

QMargins AccuracyChart::margins() const
{
    QMargins m = ChartView::margins();
    m.setRight(28);
    m.setLeft(fontMetrics().horizontalAdvance(QStringLiteral("−100 %")) + fontMetrics().height() + 12);
    return m;
}

void AccuracyChart::setScale(double low, double high)
{
    m_low = std::floor(low / 5.0) * 5.0;
    m_high = std::max(m_low + 5.0, std::ceil(high / 5.0) * 5.0);
}

double AccuracyChart::yOf(double percent) const
{
    return area().bottom() - (percent - m_low) / (m_high - m_low) * area().height();
}

void AccuracyChart::drawAccuracyAxis(QPainter& painter, const QRectF& area, const QString& caption) const
{
    const ThemeColors& colours = themeColors(palette());
    const int most = std::max(2, static_cast<int>(area.height() / (2.5 * fontMetrics().height())));
    for (const double tick : niceTicks(m_low, m_high, most)) {
        const double y = yOf(tick);
        painter.setPen(QPen(colours.line, 1.0));
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter.setPen(colours.mutedText);
        painter.drawText(QRectF(0, y - fontMetrics().height() / 2.0, area.left() - 6, fontMetrics().height()),
                         Qt::AlignRight | Qt::AlignVCenter, numberText(tick, 0) + QStringLiteral("\u2009%"));
    }
    painter.save();
    painter.translate(fontMetrics().height() / 2.0 + 4, area.center().y());
    painter.rotate(-90);
    painter.drawText(QRectF(-area.height() / 2, -fontMetrics().height() / 2.0, area.height(), fontMetrics().height()),
                     Qt::AlignCenter, caption);
    painter.restore();
}

void AccuracyChart::drawErrorBar(QPainter& painter, double x, const Accuracy& accuracy, double shift) const
{
    const double low = yOf(100.0 * accuracy.low() - shift);
    const double high = yOf(100.0 * accuracy.high() - shift);
    painter.drawLine(QPointF(x, low), QPointF(x, high));
    for (const double y : {low, high})
        painter.drawLine(QPointF(x - kBar, y), QPointF(x + kBar, y));
}

void AccuracyChart::drawMark(QPainter& painter, QPointF at, int bits, bool filled, double size)
{
    const QColor colour = painter.pen().color();
    painter.save();
    painter.setBrush(filled ? QBrush(colour) : Qt::NoBrush);
    painter.setPen(QPen(colour, 1.5));
    if (bits >= 8)
        painter.drawEllipse(at, size, size);
    else if (bits >= 4)
        painter.drawRect(QRectF(at.x() - size, at.y() - size, 2 * size, 2 * size));
    else if (bits >= 2)
        painter.drawPolygon(QPolygonF{at + QPointF(0, -size - 1), at + QPointF(size + 1, 0), at + QPointF(0, size + 1),
                                      at + QPointF(-size - 1, 0)});
    else
        painter.drawPolygon(
            QPolygonF{at + QPointF(0, -size - 1), at + QPointF(size + 1, size), at + QPointF(-size - 1, size)});
    painter.restore();
}

void AccuracyChart::drawRing(QPainter& painter, QPointF at) const
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(themeColors(palette()).accent, 2.0));
    painter.drawEllipse(at, 8.0, 8.0);
}

void AccuracyChart::drawSwatch(QPainter& painter, const QRectF& place, const LegendEntry& entry) const
{
    const LegendMark mark = legendMark(entry.key);
    painter.setPen(QPen(entry.color, 1.5, mark.line));
    painter.drawLine(QPointF(place.left(), place.center().y()), QPointF(place.right(), place.center().y()));
    painter.setPen(QPen(entry.color, 1.5));
    if (mark.bits > 0)
        drawMark(painter, place.center(), mark.bits, mark.filled, 3.0);
}

const AccuracyChart::Spot* AccuracyChart::spotAt(const QPointF& at) const
{
    const Spot* best = nullptr;
    double nearest = kReach;
    for (const Spot& spot : m_spots) {
        const double distance = std::hypot(spot.at.x() - at.x(), spot.at.y() - at.y());
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
