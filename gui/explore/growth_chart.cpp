// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/explore/growth_chart.h"

#include <QtCharts/QLineSeries>

#include "gui/look/theme_colors.h"

namespace tenbin {

GrowthChart::GrowthChart(ExploreSession& session, QWidget* parent) : ChartView(parent), m_session(session)
{
    setObjectName(QStringLiteral("exploreGrowth"));
    connect(&session, &ExploreSession::dataChanged, this, &GrowthChart::recompose);
    connect(&session, &ExploreSession::frontChanged, this, &GrowthChart::recompose);
}

QString GrowthChart::title() const { return tr("What the objectives' front covers between the best and the worst"); }

QString GrowthChart::emptyText() const
{
    return m_session.growth().empty() ? tr("The growth of the front is drawn "
                                           "here once designs are evaluated.")
                                      : QString();
}

void GrowthChart::compose()
{
    const std::vector<HypervolumeStep>& growth = m_session.growth();
    const auto last = static_cast<double>(growth.back().rows);
    setHorizontal({.title = tr("designs evaluated"), .unit = decimalUnit(last, {}), .high = last});
    setVertical({.title = tr("hypervolume"), .unit = percentUnit(), .zooms = false});
    auto* line = new QLineSeries;
    line->setPen(QPen(themeColors(palette()).accent, 1.5));
    QList<QPointF> points{{0.0, 0.0}};
    for (const HypervolumeStep& step : growth)
        points.append({horizontal().onAxis(static_cast<double>(step.rows)), vertical().onAxis(step.hypervolume)});
    line->replace(points);
    add(line, tr("hypervolume"), InLegend::no);
}

} // namespace tenbin
