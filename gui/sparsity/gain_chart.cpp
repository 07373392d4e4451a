// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/sparsity/gain_chart.h"

#include <algorithm>
#include <cmath>

#include <QPainter>

#include "gui/app/workspace.h"
#include "gui/look/text.h"
#include "gui/look/theme_colors.h"

namespace tenbin {

namespace {

constexpr double kRoom = 1.25; // factor beside the smallest and the largest value

} // namespace

GainChart::GainChart(SparsitySession& session, QWidget* parent) : AccuracyChart(session, parent)
{
    setObjectName(QStringLiteral("sparsityGain"));
    connect(&session, &SparsitySession::questionChanged, this, qOverload<>(&QWidget::update));
}

void GainChart::setFigure(Figure figure)
{
    m_figure = figure;
    resetView();
}

QString GainChart::title() const
{
    switch (m_figure) {
    case Figure::latency:
        return tr("Accuracy against latency");
    case Figure::memory:
        return tr("Accuracy against memory");
    case Figure::energy:
        break;
    }
    return tr("Accuracy against energy, with the Pareto front");
}

QString GainChart::emptyText() const
{
    if (m_session.samples().empty())
        return tr("Beside every measured accuracy stands here what the network then costs on each chosen target.");
    if (m_session.question().targets.empty())
        return tr("No target is chosen.");
    for (const SparsitySample& sample : m_session.samples())
        for (const std::string& target : m_session.question().targets)
            if (valueOf(sample, target))
                return {};
    for (const SparsitySample& sample : m_session.samples())
        for (const std::string& target : m_session.question().targets)
            if (!sample.figures.contains(target))
                return tr("The targets are being asked.");
    return tr("None of the chosen targets has this figure.");
}

std::optional<double> GainChart::valueOf(const SparsitySample& sample, const std::string& target) const
{
    const auto found = sample.figures.find(target);
    if (found == sample.figures.end())
        return std::nullopt;
    const PrunedFigures& f = found->second;
    if (m_figure == Figure::latency)
        return f.latency ? std::optional(f.latency->count()) : std::nullopt;
    if (m_figure == Figure::energy)
        return f.energy ? std::optional(f.energy->count()) : std::nullopt;
    return f.memory > Bytes{0} ? std::optional(static_cast<double>(f.memory.count())) : std::nullopt;
}

QString GainChart::valueText(double value) const
{
    switch (m_figure) {
    case Figure::latency:
        return secondsText(Seconds{value});
    case Figure::energy:
        return joulesText(Joules{value});
    case Figure::memory:
        break;
    }
    return bytesText(Bytes{static_cast<std::int64_t>(std::llround(value))});
}

QString GainChart::lengthText(double decades) const
{
    return QStringLiteral("%1 ×").arg(roughText(std::pow(10.0, decades)));
}

QColor GainChart::colourOf(std::size_t target) const
{
    return categoryColor(static_cast<int>(target) % kCategoryColors, themeColors(palette()).dark);
}

bool GainChart::chooseAxes()
{
    double least = 0.0;
    double most = 0.0;
    double low = 90.0;
    double high = 92.0;
    for (const SparsitySample& sample : m_session.samples()) {
        low = std::min(low, 100.0 * sample.point.retrained.low());
        high = std::max(high, 100.0 * sample.point.retrained.high());
        for (const std::string& target : m_session.question().targets)
            if (const auto value = valueOf(sample, target)) {
                least = least > 0.0 ? std::min(least, *value) : *value;
                most = std::max(most, *value);
            }
    }
    setScale(low - 1.0, high);
    if (!(least > 0.0))
        return false;
    m_least = least / kRoom;
    setLength(std::log10(most * kRoom / m_least));
    return true;
}

void GainChart::drawValueAxis(QPainter& painter, const QRectF& area) const
{
    const ThemeColors& colours = themeColors(palette());
    const double from = m_least * std::pow(10.0, visibleFrom());
    const double to = m_least * std::pow(10.0, visibleTo());
    const bool few = to < 300.0 * from;
    double used = -1e9;
    for (double decade = std::pow(10.0, std::floor(std::log10(from))); decade <= to; decade *= 10.0)
        for (const double digit : {1.0, 2.0, 5.0}) {
            const double value = digit * decade;
            if (value < from || value > to || (!few && digit != 1.0))
                continue;
            const double x = xOf(std::log10(value / m_least));
            painter.setPen(QPen(colours.line, 1.0));
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
            const QString label = valueText(value);
            const double half = fontMetrics().horizontalAdvance(label) / 2.0;
            if (x - half < used)
                continue;
            used = x + half + 8.0;
            painter.setPen(colours.mutedText);
            painter.drawText(QPointF(x - half, area.bottom() + fontMetrics().ascent() + 3), label);
        }
    painter.setPen(colours.mutedText);
    QString caption = tr("weights and peak of the feature maps (log)");
    if (m_figure == Figure::latency)
        caption = tr("latency of one inference (log)");
    else if (m_figure == Figure::energy)
        caption = tr("energy of one inference (log)");
    painter.drawText(
        QRectF(area.left(), area.bottom() + fontMetrics().height() + 3, area.width(), fontMetrics().height()),
        Qt::AlignCenter, caption);
}

void GainChart::drawTarget(QPainter& painter, std::size_t index)
{
    const std::string& id = m_session.question().targets[index];
    const Target* target = m_session.workspace().target(id);
    const QString name = target ? QString::fromStdString(target->name) : QString::fromStdString(id);
    const auto front = m_session.front();
    for (std::size_t s = 0; s < m_session.series().size(); ++s) {
        const SparsitySeries& series = m_session.series()[s];
        QPolygonF line;
        for (std::size_t k = 0; k < series.samples.size(); ++k) {
            const SparsitySample& sample = m_session.samples()[series.samples[k]];
            const auto value = valueOf(sample, id);
            if (!value)
                continue;
            const QPointF at(xOf(std::log10(*value / m_least)), yOf(100.0 * sample.point.retrained.value()));
            line << at;
            const bool best = std::find(front.begin(), front.end(), std::pair{series.samples[k], id}) != front.end();
            painter.setPen(QPen(colourOf(index), 1.5));
            drawMark(painter, at, series.bits, best, 3.5);
            if (m_session.currentSeries() == s && m_session.currentPosition() == k)
                drawRing(painter, at);
            m_spots.push_back(
                {at, s, k,
                 name + QStringLiteral("\n") + seriesText(series.method, series.bits, series.retrained)
                     + QStringLiteral("\n") + remainingText(sample.point.remaining) + QStringLiteral("\n")
                     + valueText(*value) + QStringLiteral(" · ") + accuracyText(sample.point.retrained)
                     + (best ? QStringLiteral("\n") + tr("on the front over accuracy and energy") : QString())});
        }
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colourOf(index), 1.0, series.retrained ? Qt::SolidLine : Qt::DotLine));
        painter.drawPolyline(line);
    }
}

/// A staircase: from each point of the front the accuracy is had for any larger energy.
void GainChart::drawFront(QPainter& painter)
{
    if (m_figure != Figure::energy)
        return;
    std::vector<QPointF> points;
    for (const auto& [sample, target] : m_session.front())
        if (const auto value = valueOf(m_session.samples()[sample], target))
            points.emplace_back(xOf(std::log10(*value / m_least)),
                                yOf(100.0 * m_session.samples()[sample].point.retrained.value()));
    std::sort(points.begin(), points.end(), [](const QPointF& a, const QPointF& b) { return a.x() < b.x(); });
    QPolygonF stairs;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (i > 0)
            stairs << QPointF(points[i].x(), points[i - 1].y());
        stairs << points[i];
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(themeColors(palette()).mutedText, 3.0));
    painter.setOpacity(0.35);
    painter.drawPolyline(stairs);
    painter.setOpacity(1.0);
}

std::vector<ChartView::LegendEntry> GainChart::legend() const
{
    std::vector<LegendEntry> entries;
    for (const std::string& id : m_session.question().targets) {
        const Target* target = m_session.workspace().target(id);
        QString text = target ? QString::fromStdString(target->name) : QString::fromStdString(id);
        const SparsitySample* dense = m_session.dense();
        const SparsitySample* current = m_session.current();
        const bool both = dense && current && dense->figures.contains(id) && current->figures.contains(id);
        if (both && dense != current && gainOver(dense->figures.at(id), current->figures.at(id)).none())
            text += QStringLiteral(": ") + tr("gains nothing");
        else if (both && current && !valueOf(*current, id))
            text += QStringLiteral(": ") + unknownText();
        entries.push_back({text, colourOf(entries.size())});
    }
    return entries;
}

void GainChart::draw(QPainter& painter, const QRectF& area)
{
    m_spots.clear();
    if (!chooseAxes())
        return;
    drawValueAxis(painter, area);
    drawAccuracyAxis(painter, area, tr("right answers"));
    drawFrame(painter, area);
    painter.save();
    painter.setClipRect(area.adjusted(-10, -10, 10, 2));
    drawFront(painter);
    for (std::size_t i = 0; i < m_session.question().targets.size(); ++i)
        drawTarget(painter, i);
    painter.restore();
}

QString gainText(const SparsityGain& gain)
{
    if (gain.none())
        return GainChart::tr("gains nothing");
    const auto factor = [](double value) { return numberText(value, 2) + QStringLiteral("\u2009×"); };
    QStringList parts;
    if (gain.speed)
        parts << GainChart::tr("%1 as fast").arg(factor(*gain.speed));
    if (gain.energy)
        parts << GainChart::tr("%1 less energy").arg(factor(*gain.energy));
    parts << GainChart::tr("%1 smaller").arg(factor(gain.memory));
    return parts.join(QStringLiteral(", "));
}

} // namespace tenbin
