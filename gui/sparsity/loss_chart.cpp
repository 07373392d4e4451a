// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/sparsity/loss_chart.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QtCharts/QLineSeries>

#include "gui/look/text.h"
#include "gui/look/theme_colors.h"

namespace tenbin {

LossChart::LossChart(SparsitySession& session, QWidget* parent) : ChartView(parent), m_session(session)
{
    setObjectName(QStringLiteral("sparsityLoss"));
    connect(&session, &SparsitySession::lossChanged, this, &LossChart::recompose);
    connect(&session, &SparsitySession::samplesChanged, this, &LossChart::recompose);
}

QString LossChart::title() const { return tr("Loss while retraining (cross-entropy, mean of the epoch so far)"); }

QString LossChart::emptyText() const
{
    return m_session.loss().empty() ? tr("The loss is drawn here while a point is retrained.") : QString();
}

QString LossChart::describe(const QPointF& at) const
{
    const auto& loss = m_session.loss();
    if (loss.empty())
        return {};
    const double epoch = valueAt(at.x());
    const auto nearest = std::min_element(loss.begin(), loss.end(), [epoch](const LossSample& a, const LossSample& b) {
        return std::abs(a.epochs - epoch) < std::abs(b.epochs - epoch);
    });
    return tr("epoch %1: loss %2, %3 of the training samples right")
        .arg(numberText(nearest->epochs, 2), numberText(nearest->loss, 4), percentText(nearest->accuracy));
}

void LossChart::addLine(const QList<QPointF>& points, const QPen& pen, const QString& name)
{
    if (points.isEmpty())
        return;
    auto* line = new QLineSeries;
    line->setPen(pen);
    line->replace(points);
    add(line, name, InLegend::no);
}

void LossChart::compose()
{
    const ThemeColors& colours = themeColors(palette());
    double most = 0.0;
    for (const LossSample& sample : m_session.loss())
        most = std::max(most, sample.loss);
    most = most > 0.0 ? most * 1.1 : 1.0;
    setHorizontal({.title = tr("epochs"), .high = std::max(1.0, std::ceil(m_session.loss().back().epochs))});
    setVertical({.title = tr("loss"), .high = most, .zooms = false});
    const QPen curve(colours.accent, 1.5);
    const QPen start(colours.mutedText, 1.0, Qt::DotLine);
    QList<QPointF> points;
    for (const LossSample& sample : m_session.loss()) {
        if (sample.newPoint) {
            addLine(std::exchange(points, {}), curve, tr("loss"));
            addLine({{sample.epochs, 0.0}, {sample.epochs, most}}, start, tr("next point"));
        }
        points.append({sample.epochs, sample.loss});
    }
    addLine(points, curve, tr("loss"));
}

} // namespace tenbin
