// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/sparsity/gain_chart.h"

#include <algorithm>
#include <cmath>

#include "gui/app/workspace.h"
#include "gui/look/text.h"
#include "gui/look/theme_colors.h"

namespace tenbin {

namespace {

constexpr double kRoom = 1.25; // factor beside the smallest and the largest value
constexpr double kWide = 3.0;  // factor between them from which the axis is logarithmic

} // namespace

GainChart::GainChart(SparsitySession& session, QWidget* parent) : AccuracyChart(session, parent)
{
    setObjectName(QStringLiteral("sparsityGain"));
    connect(&session, &SparsitySession::questionChanged, this, &GainChart::recompose);
}

void GainChart::setFigure(Figure figure)
{
    m_figure = figure;
    resetView();
    recompose();
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

QColor GainChart::colourOf(std::size_t target) const
{
    return categoryColor(static_cast<int>(target) % kCategoryColors, themeColors(palette()).dark);
}

QString GainChart::axisTitle() const
{
    switch (m_figure) {
    case Figure::latency:
        return tr("latency of one inference");
    case Figure::energy:
        return tr("energy of one inference");
    case Figure::memory:
        break;
    }
    return tr("weights and peak of the feature maps");
}

AxisUnit GainChart::unitFor(double largest) const
{
    switch (m_figure) {
    case Figure::latency:
        return secondsUnit(largest);
    case Figure::energy:
        return decimalUnit(largest, QStringLiteral("J"));
    case Figure::memory:
        break;
    }
    return bytesUnit(largest);
}

void GainChart::addAxes()
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
    AxisSpec across{.title = axisTitle(), .unit = unitFor(most), .low = least / kRoom, .high = most * kRoom};
    if (most > kWide * least)
        across.scale = m_figure == Figure::memory ? AxisScale::octaves : AxisScale::decades;
    setHorizontal(across);
    setAccuracyAxis(tr("right answers"), low - 1.0, high);
}

void GainChart::addTarget(std::size_t index)
{
    const std::string& id = m_session.question().targets[index];
    const Target* target = m_session.workspace().target(id);
    const QString name = target ? QString::fromStdString(target->name) : QString::fromStdString(id);
    const auto front = m_session.front();
    for (std::size_t s = 0; s < m_session.series().size(); ++s) {
        const SparsitySeries& series = m_session.series()[s];
        QList<QPointF> all;
        QList<QPointF> onFront;
        QList<QPointF> others;
        for (std::size_t k = 0; k < series.samples.size(); ++k) {
            const SparsitySample& sample = m_session.samples()[series.samples[k]];
            const auto value = valueOf(sample, id);
            if (!value)
                continue;
            const QPointF at(*value, 100.0 * sample.point.retrained.value());
            const bool best = std::find(front.begin(), front.end(), std::pair{series.samples[k], id}) != front.end();
            all.append(at);
            (best ? onFront : others).append(at);
            m_spots.push_back(
                {at.x(), at.y(), s, k,
                 name + QStringLiteral("\n") + seriesText(series.method, series.bits, series.retrained)
                     + QStringLiteral("\n") + remainingText(sample.point.remaining) + QStringLiteral("\n")
                     + valueText(*value) + QStringLiteral(" · ") + accuracyText(sample.point.retrained)
                     + (best ? QStringLiteral("\n") + tr("on the front over accuracy and energy") : QString())});
        }
        Look look{.colour = colourOf(index),
                  .bits = series.bits,
                  .line = series.retrained ? Qt::SolidLine : Qt::DotLine,
                  .width = 1.0};
        addLine(all, look, name);
        addMarks(onFront, look, name, InLegend::no);
        look.filled = false;
        addMarks(others, look, name, InLegend::no);
    }
}

/// A staircase: from each point of the front the accuracy is had for any larger energy.
void GainChart::addFront()
{
    if (m_figure != Figure::energy)
        return;
    QList<QPointF> points;
    for (const auto& [sample, target] : m_session.front())
        if (const auto value = valueOf(m_session.samples()[sample], target))
            points.append({*value, 100.0 * m_session.samples()[sample].point.retrained.value()});
    std::sort(points.begin(), points.end(), [](const QPointF& a, const QPointF& b) { return a.x() < b.x(); });
    QList<QPointF> stairs;
    for (const QPointF& point : points) {
        if (!stairs.isEmpty())
            stairs.append({point.x(), stairs.back().y()});
        stairs.append(point);
    }
    QColor soft = themeColors(palette()).mutedText;
    soft.setAlphaF(0.35f);
    addLine(stairs, {.colour = soft, .width = 3.0}, tr("Pareto front"));
}

QString GainChart::legendText(const std::string& id) const
{
    const Target* target = m_session.workspace().target(id);
    const QString name = target ? QString::fromStdString(target->name) : QString::fromStdString(id);
    const SparsitySample* dense = m_session.dense();
    const SparsitySample* current = m_session.current();
    const bool both = dense && current && dense->figures.contains(id) && current->figures.contains(id);
    if (both && dense != current && gainOver(dense->figures.at(id), current->figures.at(id)).none())
        return name + QStringLiteral(": ") + tr("gains nothing");
    if (both && !valueOf(*current, id))
        return name + QStringLiteral(": ") + unknownText();
    return name;
}

void GainChart::compose()
{
    m_spots.clear();
    addAxes();
    addFront();
    for (std::size_t i = 0; i < m_session.question().targets.size(); ++i) {
        addLegend(legendText(m_session.question().targets[i]), colourOf(i));
        addTarget(i);
    }
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
