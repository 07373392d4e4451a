// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/inspect/graph_chart.h"

#include <algorithm>
#include <cmath>

#include <QPainter>
#include <QPainterPath>

#include "gui/charts/color_scale.h"
#include "gui/look/text.h"
#include "gui/look/theme_colors.h"

namespace tenbin {

void GraphChart::setFold(bool fold)
{
    m_fold = fold;
    take();
    recompose();
}

void GraphChart::setHeat(Heat heat)
{
    m_heat = heat;
    take();
    recompose();
}

double GraphChart::costOf(const GraphNode& node) const
{
    double cost = 0.0;
    for (const OperatorId op : node.operators) {
        const LayerCost* layer = m_present->layer(op);
        if (!layer)
            continue;
        switch (m_heat) {
        case Heat::latency:
            cost += layer->latency.count();
            break;
        case Heat::energy:
            cost += layer->totalEnergy().value_or(Joules()).count();
            break;
        case Heat::memory:
            for (const MemoryMap& map : m_present->memories)
                if (op.index < map.livePerOperator.size())
                    cost = std::max(cost, (map.livePerOperator[op.index] - map.resident).toDouble());
            break;
        }
    }
    return cost;
}

void GraphChart::take()
{
    m_layout = {};
    m_costs.clear();
    m_highest = 0.0;
    if (m_present) {
        m_layout = layoutOf(m_present->graph(), m_fold);
        for (const GraphNode& node : m_layout.nodes) {
            m_costs.push_back(costOf(node));
            m_highest = std::max(m_highest, m_costs.back());
        }
    }
}

void GraphChart::compose()
{
    setHorizontal({.title = {}, .high = std::max(1.0, static_cast<double>(m_layout.ranks)), .hidden = true});
}

QString GraphChart::title() const
{
    switch (m_heat) {
    case Heat::latency:
        return tr("Graph, heat by latency");
    case Heat::energy:
        return tr("Graph, heat by energy");
    case Heat::memory:
        return tr("Graph, heat by live memory");
    }
    return {};
}

QRectF GraphChart::rectOf(const GraphNode& node) const
{
    const double left = xOf(node.rank);
    const double width = xOf(node.rank + 1.0) - left;
    const double row = std::min(56.0, area().height() / std::max(1, m_layout.columns));
    const double gap = std::min(width * 0.25, 16.0);
    const double height = std::max(6.0, std::min(34.0, row - 6.0));
    // Single boxes stand in the middle, so that a chain is a straight line.
    const double middle =
        area().top() + row * (node.column + 0.5) + std::max(0.0, (area().height() - row * m_layout.columns) / 2.0);
    return {left + gap / 2.0, middle - height / 2.0, std::max(2.0, width - gap), height};
}

void GraphChart::drawAbove(QPainter& painter)
{
    const ThemeColors& colors = themeColors(palette());
    const QRectF area = this->area();
    painter.save();
    painter.setClipRect(area);
    painter.setPen(QPen(colors.mutedText, 1.0));
    painter.setBrush(Qt::NoBrush);
    for (const auto& [from, to] : m_layout.edges) {
        const QRectF a = rectOf(m_layout.nodes[static_cast<std::size_t>(from)]);
        const QRectF b = rectOf(m_layout.nodes[static_cast<std::size_t>(to)]);
        if (b.left() < area.left() || a.right() > area.right())
            continue;
        QPainterPath path(QPointF(a.right(), a.center().y()));
        const double bend = (b.left() - a.right()) / 2.0;
        path.cubicTo(QPointF(a.right() + bend, a.center().y()), QPointF(b.left() - bend, b.center().y()),
                     QPointF(b.left(), b.center().y()));
        painter.drawPath(path);
    }
    for (std::size_t i = 0; i < m_layout.nodes.size(); ++i) {
        const GraphNode& node = m_layout.nodes[i];
        const QRectF rect = rectOf(node);
        if (rect.right() < area.left() || rect.left() > area.right())
            continue;
        const QColor fill = heatColor(m_highest > 0.0 ? m_costs[i] / m_highest : 0.0, colors.dark);
        const bool chosen =
            selected().valid()
            && std::find(node.operators.begin(), node.operators.end(), selected()) != node.operators.end();
        painter.setBrush(fill);
        painter.setPen(chosen ? QPen(colors.accent, 3.0) : QPen(colors.line, 1.0));
        painter.drawRoundedRect(rect, 3, 3);
        QString text = QString::fromStdString(node.label);
        if (node.repeats > 1)
            text = QStringLiteral("%1 × (%2)").arg(node.repeats).arg(text);
        if (rect.width() > 40) {
            painter.setPen(fill.lightness() > 120 ? Qt::black : Qt::white);
            painter.drawText(rect.adjusted(4, 0, -4, 0), Qt::AlignCenter,
                             fontMetrics().elidedText(text, Qt::ElideRight, static_cast<int>(rect.width()) - 8));
        }
    }
    painter.restore();
    painter.setPen(colors.mutedText);
    painter.drawText(QRectF(area.left(), area.bottom() + 3, area.width(), 2 * fontMetrics().height()),
                     Qt::AlignCenter | Qt::TextWordWrap,
                     (colors.dark ? tr("%1 to %2, brighter is more") : tr("%1 to %2, darker is more"))
                         .arg(heatText(0.0), heatText(m_highest)));
}

Table GraphChart::drawn()
{
    Table table;
    table.columns = {textColumn(tr("operator").toStdString()), numberColumn(title().toStdString())};
    for (std::size_t i = 0; i < m_layout.nodes.size(); ++i)
        table.rows.push_back({{.text = operatorTitle(*m_present, m_layout.nodes[i].operators.front()).toStdString()},
                              valueCell(std::optional(m_costs[i]))});
    return table;
}

QString GraphChart::heatText(double cost) const
{
    switch (m_heat) {
    case Heat::latency:
        return secondsText(Seconds(cost));
    case Heat::energy:
        return joulesText(Joules(cost));
    case Heat::memory:
        return bytesText(Bytes(std::llround(cost)));
    }
    return {};
}

const GraphNode* GraphChart::nodeAt(const QPointF& at) const
{
    for (const GraphNode& node : m_layout.nodes)
        if (rectOf(node).adjusted(-2, -2, 2, 2).contains(at))
            return &node;
    return nullptr;
}

QString GraphChart::describe(const QPointF& at) const
{
    const GraphNode* node = nodeAt(at);
    if (!node)
        return {};
    QStringList lines{heatText(m_costs[static_cast<std::size_t>(node - m_layout.nodes.data())])};
    for (std::size_t i = 0; i < node->operators.size() && i < 12; ++i)
        lines << operatorTitle(*m_present, node->operators[i]);
    if (node->operators.size() > 12)
        lines << QStringLiteral("…");
    return lines.join(u'\n');
}

void GraphChart::choose(const QPointF& at)
{
    if (const GraphNode* node = nodeAt(at))
        select(node->operators.front());
}

} // namespace tenbin
