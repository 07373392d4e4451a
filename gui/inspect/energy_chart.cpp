// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/inspect/energy_chart.h"

#include <algorithm>

#include <QPainter>
#include <QtCharts/QBarSet>
#include <QtCharts/QStackedBarSeries>

#include "gui/look/text.h"
#include "gui/look/theme_colors.h"

namespace tenbin {

namespace {

constexpr int kStrip = 12, kStripRoom = 18; // pixels
constexpr double kBarWidth = 0.9;

} // namespace

void EnergyChart::take()
{
    m_top = 1e-15;
    for (const InspectionPtr& inspection : {m_present, m_pinned})
        if (inspection)
            for (const EnergyStack& stack : inspection->energy.layers)
                m_top = std::max(m_top, sum(stack).count() * 1.1);
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

QMargins EnergyChart::room() const { return {0, kStripRoom, 0, 0}; }

QRectF EnergyChart::strip() const { return {area().left(), headBottom() + 2.0, area().width(), kStrip}; }

QRectF EnergyChart::stripOf(EnergyComponent component) const
{
    const double whole = sum(m_present->energy.total).count();
    double before = 0.0;
    for (int c = 0; c < static_cast<int>(component); ++c)
        before += m_present->energy.total[static_cast<std::size_t>(c)].count();
    const double own = m_present->energy.total[static_cast<std::size_t>(component)].count();
    const QRectF all = strip();
    return {all.left() + before / whole * all.width(), all.top(), own / whole * all.width(), all.height()};
}

double EnergyChart::heightOf(std::size_t layer) const
{
    return yOf(0.0) - yOf(sum(m_present->energy.layers[layer]).count());
}

void EnergyChart::compose()
{
    const auto& energy = m_present->energy;
    setHorizontal(operatorAxis(tr("operators in execution order"), energy.layers.size()));
    const AxisUnit unit = decimalUnit(m_top, QStringLiteral("J"));
    setVertical({.title = tr("energy"), .unit = unit, .high = m_top, .zooms = false});
    auto* stacks = new QStackedBarSeries;
    stacks->setBarWidth(kBarWidth);
    for (int component = 0; component < kEnergyComponents; ++component) {
        const auto c = static_cast<std::size_t>(component);
        if (energy.total[c].count() <= 0.0)
            continue;
        const QColor color = categoryColor(component, themeColors(palette()).dark);
        const QString name = wordText(static_cast<EnergyComponent>(component));
        auto* set = new QBarSet(name);
        set->setPen(Qt::NoPen);
        set->setColor(color);
        for (const EnergyStack& stack : energy.layers)
            set->append(stack[c].count() / unit.size);
        stacks->append(set);
        addLegend(name + u' ' + joulesText(energy.total[c]), color);
    }
    add(stacks, tr("layers"), InLegend::no);
}

/// The pinned layers as outlines.
void EnergyChart::drawPinned(QPainter& painter) const
{
    painter.setPen(QPen(themeColors(palette()).text, 1.0));
    painter.setBrush(Qt::NoBrush);
    const auto& layers = m_pinned->energy.layers;
    for (std::size_t i = 0; i < std::min(layers.size(), m_present->energy.layers.size()); ++i) {
        const auto at = static_cast<double>(i);
        const QPointF top = pointOf(at - kBarWidth / 2.0, sum(layers[i]).count());
        painter.drawRect(QRectF(top, pointOf(at + kBarWidth / 2.0, 0.0)).intersected(area()));
    }
}

void EnergyChart::drawAbove(QPainter& painter)
{
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (int component = 0; component < kEnergyComponents; ++component)
        if (m_present->energy.total[static_cast<std::size_t>(component)].count() > 0.0)
            painter.fillRect(stripOf(static_cast<EnergyComponent>(component)),
                             categoryColor(component, themeColors(palette()).dark));
    if (m_pinned)
        drawPinned(painter);
    drawSelected(painter);
}

QString EnergyChart::describeStack(const QString& title, const EnergyStack& stack) const
{
    QStringList lines{title + QStringLiteral(": ") + joulesText(sum(stack))};
    for (int component = 0; component < kEnergyComponents; ++component)
        if (const Joules part = stack[static_cast<std::size_t>(component)]; part.count() > 0.0)
            lines << wordText(static_cast<EnergyComponent>(component)) + QStringLiteral(": ") + joulesText(part);
    return lines.join(u'\n');
}

QString EnergyChart::describe(const QPointF& at) const
{
    if (!m_present)
        return {};
    if (strip().contains(at))
        return describeStack(tr("One inference"), m_present->energy.total);
    const auto layer = positionAt(at.x(), m_present->energy.layers.size());
    if (!layer || !area().contains(at))
        return {};
    return describeStack(operatorTitle(*m_present, OperatorId{static_cast<std::uint32_t>(*layer)}),
                         m_present->energy.layers[*layer]);
}

void EnergyChart::choose(const QPointF& at)
{
    if (!m_present)
        return;
    if (const auto layer = positionAt(at.x(), m_present->energy.layers.size()))
        select(OperatorId{static_cast<std::uint32_t>(*layer)});
}

} // namespace tenbin
