// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/explore/distribution_chart.h"

#include <algorithm>

#include <QtCharts/QAreaSeries>
#include <QtCharts/QLineSeries>

#include "gui/explore/figure_axis.h"
#include "gui/look/text.h"
#include "gui/look/theme_colors.h"

namespace tenbin {

namespace {

constexpr std::size_t kBins = 60;

} // namespace

DistributionChart::DistributionChart(ExploreSession& session, QWidget* parent) : ChartView(parent), m_session(session)
{
    setObjectName(QStringLiteral("exploreDistribution"));
    connect(&session, &ExploreSession::dataChanged, this, &DistributionChart::recompose);
    connect(&session, &ExploreSession::brushChanged, this, &DistributionChart::recompose);
    connect(&session, &ExploreSession::frontChanged, this, &DistributionChart::recompose);
}

QString DistributionChart::title() const { return tr("Designs by %1").arg(figureName(m_session.plotY())); }

QString DistributionChart::emptyText() const
{
    return m_session.data() && m_session.data()->size() > 0 ? QString() : tr("No design was evaluated yet.");
}

std::vector<double> DistributionChart::values(bool brushedAlone) const
{
    const ExploreData& shown = *m_session.data();
    const std::vector<double>& column = shown.points().column(m_session.plotY());
    std::vector<double> chosen;
    for (std::size_t row = 0; row < shown.size(); ++row)
        if (shown.admitted(row) && (!brushedAlone || m_session.brushed(row)))
            chosen.push_back(column[row]);
    return chosen;
}

void DistributionChart::addSteps(const Histogram& histogram, const QString& name, const QColor& color)
{
    auto* top = new QLineSeries;
    QList<QPointF> steps;
    for (std::size_t bin = 0; bin < histogram.counts.size(); ++bin)
        for (const double edge : {histogram.edges[bin], histogram.edges[bin + 1]})
            steps.append({horizontal().onAxis(edge), static_cast<double>(histogram.counts[bin])});
    top->replace(steps);
    auto* area = new QAreaSeries(top);
    top->setParent(area);
    area->setBrush(color);
    area->setPen(Qt::NoPen);
    add(area, name, InLegend::no);
    addLegend(name, color);
}

void DistributionChart::compose()
{
    const ThemeColors& colors = themeColors(palette());
    const std::size_t dimension = *m_session.data()->dimensionOf(m_session.plotY());
    const AxisSpec across = figureAxis(*m_session.data(), dimension);
    setHorizontal(across);
    const bool logarithmic = across.scale != AxisScale::linear;
    m_all = histogramOf(values(false), across.low, across.high, kBins, logarithmic);
    m_brushed = histogramOf(values(true), across.low, across.high, kBins, logarithmic);
    const auto most = std::max_element(m_all.counts.begin(), m_all.counts.end());
    const double top = most == m_all.counts.end() ? 1.0 : std::max(1.0, 1.05 * static_cast<double>(*most));
    setVertical({.title = tr("designs"), .high = top, .whole = true, .zooms = false});
    addSteps(m_all, tr("all"), colors.track);
    if (!m_session.brushes().empty())
        addSteps(m_brushed, tr("brushed"), colors.accent);
}

QString DistributionChart::describe(const QPointF& at) const
{
    if (!m_session.data() || !area().contains(at))
        return {};
    const double value = valueAt(at.x());
    const auto edge = std::upper_bound(m_all.edges.begin(), m_all.edges.end(), value);
    if (edge == m_all.edges.begin() || edge == m_all.edges.end())
        return {};
    const auto bin = static_cast<std::size_t>(edge - m_all.edges.begin()) - 1;
    return tr("%1 to %2: %3 designs, %4 brushed")
        .arg(figureText(m_session.plotY(), m_all.edges[bin]), figureText(m_session.plotY(), m_all.edges[bin + 1]),
             wholeText(static_cast<std::int64_t>(m_all.counts[bin])),
             wholeText(static_cast<std::int64_t>(m_brushed.counts[bin])));
}

} // namespace tenbin
