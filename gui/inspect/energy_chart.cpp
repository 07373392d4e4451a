// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/inspect/energy_chart.h"

#include <algorithm>
#include <cmath>

#include <QPainter>

#include "gui/look/text.h"
#include "gui/look/theme_colors.h"

namespace tenbin {

void EnergyChart::take()
{
    m_top = 1e-15;
    for (const InspectionPtr& inspection : {m_present, m_pinned})
        if (inspection)
            for (const EnergyStack& stack : inspection->energy.layers)
                m_top = std::max(m_top, sum(stack).count() * 1.1);
    if (m_present)
        m_top = std::max(m_top, sum(m_present->energy.once).count() * 1.1);
    // One column more: what no layer has.
    setLength(m_present ? static_cast<double>(m_present->energy.layers.size() + 1) : 0.0);
}

QString EnergyChart::title() const
{
    if (!m_present || !m_present->estimate().energy)
        return tr("Energy");
    QString text = tr("%1 an inference").arg(joulesText(m_present->estimate().energy->value));
    if (const Joules once = sum(m_present->energy.once); once.count() > 0.0)
        text += QStringLiteral(" · ") + tr("%1 of it beside the layers").arg(joulesText(once));
    if (m_present->energy.unknownLayers > 0)
        text += QStringLiteral(" · ") + tr("%n layer(s) unknown", nullptr, m_present->energy.unknownLayers);
    return text;
}

QString EnergyChart::emptyText() const
{
    if (m_present && !m_present->energy.known)
        return tr("Nobody has published what this target consumes.");
    return InspectionChart::emptyText();
}

QMargins EnergyChart::margins() const
{
    QMargins margins = InspectionChart::margins();
    margins.setLeft(fontMetrics().horizontalAdvance(QStringLiteral("0000 µJ")) + 12);
    return margins;
}

QString EnergyChart::lengthText(double op) const { return QString::number(static_cast<int>(std::lround(op))); }

double EnergyChart::heightOf(std::size_t layer) const
{
    return sum(m_present->energy.layers[layer]).count() / m_top * area().height();
}

void EnergyChart::drawStack(QPainter& painter, const EnergyStack& stack, double left, double width) const
{
    double bottom = area().bottom();
    for (int component = 0; component < kEnergyComponents; ++component) {
        const double height = stack[static_cast<std::size_t>(component)].count() / m_top * area().height();
        if (height <= 0.0)
            continue;
        painter.fillRect(QRectF(left, bottom - height, width, height).intersected(area()),
                         categoryColor(component, themeColors(palette()).dark));
        bottom -= height;
    }
}

std::vector<ChartView::LegendEntry> EnergyChart::legend() const
{
    std::vector<LegendEntry> entries;
    for (int component = 0; component < kEnergyComponents; ++component)
        if (const Joules total = m_present->energy.total[static_cast<std::size_t>(component)]; total.count() > 0.0)
            entries.push_back(
                {wordText(static_cast<EnergyComponent>(component)) + QStringLiteral(" ") + joulesText(total),
                 categoryColor(component, themeColors(palette()).dark)});
    return entries;
}

void EnergyChart::draw(QPainter& painter, const QRectF& area)
{
    const ThemeColors& colors = themeColors(palette());
    drawTicks(painter, area, tr("operators in execution order; last: beside the layers"));
    for (const double tick :
         niceTicks(0.0, m_top, std::max(2, static_cast<int>(area.height() / (2.5 * fontMetrics().height()))))) {
        const double y = area.bottom() - tick / m_top * area.height();
        painter.setPen(QPen(colors.line, 1.0));
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter.setPen(colors.mutedText);
        painter.drawText(QRectF(0, y - fontMetrics().height() / 2.0, area.left() - 4, fontMetrics().height()),
                         Qt::AlignRight | Qt::AlignVCenter, joulesText(Joules(tick)));
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (std::size_t i = 0; i <= m_present->energy.layers.size(); ++i) {
        const double left = xOf(static_cast<double>(i));
        const double width = std::max(1.0, xOf(static_cast<double>(i + 1)) - left - 1.0);
        const bool layer = i < m_present->energy.layers.size();
        drawStack(painter, layer ? m_present->energy.layers[i] : m_present->energy.once, left, width);
        if (m_pinned && layer && i < m_pinned->energy.layers.size()) {
            const double height = sum(m_pinned->energy.layers[i]).count() / m_top * area.height();
            painter.setPen(QPen(colors.text, 1.0));
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(QRectF(left, area.bottom() - height, width, height).intersected(area));
        }
        if (layer && selected() == OperatorId{static_cast<std::uint32_t>(i)}) {
            painter.setPen(QPen(colors.accent, 2.0));
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(QRectF(left - 1, area.top(), width + 2, area.height()));
        }
    }
    painter.setRenderHint(QPainter::Antialiasing);
    drawFrame(painter, area);
}

QString EnergyChart::describe(const QPointF& at) const
{
    if (!m_present || !area().contains(at))
        return {};
    const auto i = static_cast<std::size_t>(std::max(0.0, valueAt(at.x())));
    if (i > m_present->energy.layers.size())
        return {};
    const bool layer = i < m_present->energy.layers.size();
    const EnergyStack& stack = layer ? m_present->energy.layers[i] : m_present->energy.once;
    QStringList lines{
        (layer ? operatorTitle(*m_present, OperatorId{static_cast<std::uint32_t>(i)}) : tr("Beside the layers"))
        + QStringLiteral(": ") + joulesText(sum(stack))};
    for (int component = 0; component < kEnergyComponents; ++component)
        if (const Joules part = stack[static_cast<std::size_t>(component)]; part.count() > 0.0)
            lines << wordText(static_cast<EnergyComponent>(component)) + QStringLiteral(": ") + joulesText(part);
    return lines.join(u'\n');
}

void EnergyChart::choose(const QPointF& at)
{
    if (m_present && valueAt(at.x()) < static_cast<double>(m_present->energy.layers.size()))
        select(OperatorId{static_cast<std::uint32_t>(std::max(0.0, valueAt(at.x())))});
}

} // namespace tenbin
