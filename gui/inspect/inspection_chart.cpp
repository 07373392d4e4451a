// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/inspect/inspection_chart.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <QKeyEvent>
#include <QPainter>

#include "gui/app/network_names.h"
#include "gui/app/workspace.h"
#include "gui/items/operator_category.h"
#include "gui/look/theme_colors.h"

namespace tenbin {

InspectionChart::InspectionChart(Workspace& workspace, QWidget* parent) : ChartView(parent), m_workspace(workspace)
{
    connect(&workspace, &Workspace::layerChanged, this, &InspectionChart::redraw);
}

void InspectionChart::show(InspectionPtr present, InspectionPtr pinned)
{
    m_present = std::move(present);
    m_pinned = std::move(pinned);
    take();
    recompose();
}

QString InspectionChart::emptyText() const
{
    if (m_present)
        return {};
    return tr("Select a card with a network on it to look inside.");
}

OperatorId InspectionChart::selected() const { return m_workspace.selectedLayer(); }
void InspectionChart::select(OperatorId op) { m_workspace.setSelectedLayer(op); }

/// To the next operator that takes time.
void InspectionChart::step(int direction)
{
    if (!m_present)
        return;
    const auto& layers = m_present->estimate().layers;
    const int count = static_cast<int>(layers.size());
    const int outside = direction > 0 ? -1 : count;
    int at = selected().valid() ? static_cast<int>(selected().index) : outside;
    do
        at += direction;
    while (at >= 0 && at < count && layers[static_cast<std::size_t>(at)].latency.count() <= 0.0);
    if (at >= 0 && at < count)
        select(layers[static_cast<std::size_t>(at)].op);
}

QString InspectionChart::fileName() const
{
    QString view = ChartView::fileName();
    const Target* target = m_present ? m_workspace.target(m_present->answer->target) : nullptr;
    if (!target)
        return view;
    return QStringLiteral("%1, %2, %3")
        .arg(networkTitle(m_present->answer->network), QString::fromStdString(target->name), view)
        .replace(u'/', u'-');
}

void InspectionChart::keyPressEvent(QKeyEvent* event)
{
    if (event->key() != Qt::Key_Escape || !selected().valid())
        return ChartView::keyPressEvent(event);
    select(OperatorId{});
}

QColor InspectionChart::colorOf(OperatorId op) const
{
    return categoryColor(static_cast<int>(categoryOf(m_present->graph().op(op).kind)), themeColors(palette()).dark);
}

void InspectionChart::addCategories()
{
    std::array<bool, kOperatorCategories> used{};
    for (const LayerCost& layer : m_present->estimate().layers)
        if (layer.latency.count() > 0.0)
            used[static_cast<std::size_t>(categoryOf(m_present->graph().op(layer.op).kind))] = true;
    for (int category = 0; category < kOperatorCategories; ++category)
        if (used[static_cast<std::size_t>(category)])
            addLegend(categoryText(static_cast<OperatorCategory>(category)),
                      categoryColor(category, themeColors(palette()).dark));
}

AxisSpec InspectionChart::operatorAxis(const QString& title, std::size_t count)
{
    return {.title = title, .low = -0.5, .high = std::max(0.5, static_cast<double>(count) - 0.5), .whole = true};
}

AxisSpec InspectionChart::timeAxis(double seconds)
{
    return {.title = tr("time"), .unit = secondsUnit(seconds), .high = seconds};
}

std::optional<std::size_t> InspectionChart::positionAt(double x, std::size_t count) const
{
    const double at = std::round(valueAt(x));
    const bool there = x >= area().left() && x <= area().right() && at >= 0.0 && at < static_cast<double>(count);
    return there ? std::optional(static_cast<std::size_t>(at)) : std::nullopt;
}

void InspectionChart::drawSelected(QPainter& painter) const
{
    if (!selected().valid())
        return;
    const auto at = static_cast<double>(selected().index);
    const QRectF frame(QPointF(xOf(at - 0.5), area().top()), QPointF(xOf(at + 0.5), area().bottom()));
    painter.setPen(QPen(themeColors(palette()).accent, 2.0));
    painter.setBrush(Qt::NoBrush);
    if (frame.right() > area().left() && frame.left() < area().right())
        painter.drawRect(frame.intersected(area()));
}

} // namespace tenbin
