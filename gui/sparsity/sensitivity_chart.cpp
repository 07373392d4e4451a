// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/sparsity/sensitivity_chart.h"

#include <algorithm>
#include <cmath>

#include <QtCharts/QLineSeries>

#include "gui/charts/color_scale.h"
#include "gui/look/text.h"
#include "gui/look/theme_colors.h"

namespace tenbin {

namespace {

constexpr double kReach = 12.0; // pixels around the pointer

} // namespace

SensitivityChart::SensitivityChart(SparsitySession& session, QWidget* parent) : ChartView(parent), m_session(session)
{
    setObjectName(QStringLiteral("sparsitySensitivityChart"));
    connect(&session, &SparsitySession::sensitivityChanged, this, &SensitivityChart::recompose);
}

QString SensitivityChart::title() const { return tr("Each layer pruned alone, not retrained"); }

QString SensitivityChart::emptyText() const
{
    return m_session.sensitivity() && !m_session.sensitivity()->layers.empty() ? QString()
                                                                               : tr("No layer was pruned alone yet.");
}

/// A colour of its own for each of few layers; of many, from the first to the last.
QColor SensitivityChart::colourOf(std::size_t layer) const
{
    const std::size_t count = m_session.sensitivity()->layers.size();
    if (count <= kCategoryColors)
        return categoryColor(static_cast<int>(layer), themeColors(palette()).dark);
    return scaleColor(static_cast<double>(layer) / static_cast<double>(count - 1));
}

void SensitivityChart::addAxes()
{
    const Sensitivity& scan = *m_session.sensitivity();
    double low = scan.dense.value();
    double high = scan.dense.value();
    for (const LayerSensitivity& layer : scan.layers)
        for (const Accuracy& accuracy : layer.at) {
            low = std::min(low, accuracy.value());
            high = std::max(high, accuracy.value());
        }
    setHorizontal({.title = tr("zeros among the layer's weights"), .unit = percentUnit()});
    setVertical({.title = tr("right answers"),
                 .unit = percentUnit(),
                 .low = std::floor(low * 20.0) / 20.0,
                 .high = std::ceil(high * 20.0 + 0.01) / 20.0});
}

void SensitivityChart::addLayer(std::size_t index)
{
    const Sensitivity& scan = *m_session.sensitivity();
    const LayerSensitivity& layer = scan.layers[index];
    QList<QPointF> points{{0.0, vertical().onAxis(scan.dense.value())}};
    for (std::size_t i = 0; i < layer.at.size(); ++i)
        points.append({horizontal().onAxis(1.0 - scan.levels[i]), vertical().onAxis(layer.at[i].value())});
    std::sort(points.begin(), points.end(), [](const QPointF& a, const QPointF& b) { return a.x() < b.x(); });
    auto* line = new QLineSeries;
    line->setPen(QPen(colourOf(index), 1.5));
    line->replace(points);
    const bool listed = scan.layers.size() <= kCategoryColors || index == 0 || index + 1 == scan.layers.size();
    add(line, QString::fromStdString(layer.layer), listed ? InLegend::yes : InLegend::no);
}

void SensitivityChart::addDense()
{
    const double dense = vertical().onAxis(m_session.sensitivity()->dense.value());
    auto* line = new QLineSeries;
    line->setPen(QPen(themeColors(palette()).mutedText, 1.0, Qt::DashLine));
    line->replace(QList<QPointF>{{0.0, dense}, {horizontal().onAxis(1.0), dense}});
    add(line, tr("dense"), InLegend::yes);
}

void SensitivityChart::compose()
{
    addAxes();
    addDense();
    for (std::size_t i = 0; i < m_session.sensitivity()->layers.size(); ++i)
        addLayer(i);
}

QString SensitivityChart::describe(const QPointF& at) const
{
    const Sensitivity& scan = *m_session.sensitivity();
    QString text;
    double nearest = kReach;
    for (const LayerSensitivity& layer : scan.layers)
        for (std::size_t i = 0; i < layer.at.size(); ++i) {
            const QPointF away = pointOf(1.0 - scan.levels[i], layer.at[i].value()) - at;
            const double distance = std::hypot(away.x(), away.y());
            if (distance >= nearest)
                continue;
            nearest = distance;
            text = QString::fromStdString(layer.layer) + u'\n' + remainingText(scan.levels[i]) + QStringLiteral(": ")
                   + accuracyText(layer.at[i]);
        }
    return text;
}

} // namespace tenbin
