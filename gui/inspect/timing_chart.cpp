// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/inspect/timing_chart.h"

#include <algorithm>
#include <string>

#include <QCoreApplication>
#include <QPainter>

#include "engine/graph/analysis.h"
#include "gui/look/text.h"
#include "gui/look/theme_colors.h"

namespace tenbin {

namespace {

constexpr double kTallestLane = 96.0; // pixels

} // namespace

QString laneText(Lane lane)
{
    static constexpr const char* kTexts[kLanes] = {
        QT_TRANSLATE_NOOP("Lane", "MAC array"), QT_TRANSLATE_NOOP("Lane", "Vector unit"),
        QT_TRANSLATE_NOOP("Lane", "Processor"), QT_TRANSLATE_NOOP("Lane", "Memory"),
        QT_TRANSLATE_NOOP("Lane", "Overhead")};
    return QCoreApplication::translate("Lane", kTexts[static_cast<int>(lane)]);
}

bool TimingChart::has(BarPart part) const
{
    const auto& bars = m_present->timeline.bars;
    return std::any_of(bars.begin(), bars.end(), [part](const TimelineBar& bar) { return bar.part == part; });
}

void TimingChart::compose()
{
    const ThemeColors& colors = themeColors(palette());
    double length = m_present->timeline.length.count();
    if (m_pinned)
        length = std::max(length, m_pinned->timeline.length.count());
    setHorizontal(timeAxis(length));
    addCategories();
    if (has(BarPart::stall))
        addLegend(tr("waits for memory"), QBrush(colors.mutedText, Qt::BDiagPattern));
    if (has(BarPart::setUp))
        addLegend(tr("set-up"), colors.track);
}

QString TimingChart::title() const
{
    return m_present ? tr("One inference: %1").arg(secondsText(m_present->timeline.length)) : tr("One inference");
}

QString TimingChart::emptyText() const
{
    if (m_present && m_present->timeline.bars.empty())
        return tr("Nobody has published what it takes to estimate the latency of this target.");
    return InspectionChart::emptyText();
}

QMargins TimingChart::room() const
{
    int widest = 0;
    for (int lane = 0; lane < kLanes; ++lane)
        widest = std::max(widest, fontMetrics().horizontalAdvance(laneText(static_cast<Lane>(lane))));
    return {widest, 0, 0, 0};
}

QRectF TimingChart::laneRect(Lane lane) const
{
    const auto& lanes = m_present->timeline.lanes;
    const auto row = static_cast<double>(std::find(lanes.begin(), lanes.end(), lane) - lanes.begin());
    const double height =
        std::min(kTallestLane,
                 area().height() / static_cast<double>(std::max<std::size_t>(1, lanes.size() + (m_pinned ? 1 : 0))));
    return {area().left(), area().top() + row * height, area().width(), height};
}

QRectF TimingChart::rectOf(const TimelineBar& bar) const
{
    const QRectF lane = laneRect(bar.lane).adjusted(0, 3, 0, -3);
    const double from = xOf(bar.start.count());
    const double to = xOf((bar.start + bar.length).count());
    return {from, lane.top(), to - from, lane.height()};
}

void TimingChart::drawBars(QPainter& painter, const QRectF& area)
{
    const ThemeColors& colors = themeColors(palette());
    painter.setRenderHint(QPainter::Antialiasing, false);
    double lastPixel[kLanes];
    std::fill(std::begin(lastPixel), std::end(lastPixel), -1e9);
    for (const TimelineBar& bar : m_present->timeline.bars) {
        QRectF rect = rectOf(bar);
        if (rect.right() < area.left() || rect.left() > area.right())
            continue;
        const bool chosen = bar.op.valid() && bar.op == selected();
        double& last = lastPixel[static_cast<int>(bar.lane)];
        if (rect.right() - last < 0.7 && !chosen)
            continue; // hidden behind the bar drawn before it
        last = rect.right();
        rect.setWidth(std::max(1.0, rect.width()));
        rect = rect.intersected(area);
        QColor color = colors.mutedText;
        if (bar.op.valid())
            color = bar.part == BarPart::setUp ? colors.track : colorOf(bar.op);
        if (bar.part == BarPart::stall && rect.width() > 4)
            painter.fillRect(rect, QBrush(color, Qt::BDiagPattern));
        else if (bar.part == BarPart::stall)
            painter.fillRect(rect, QColor(color.red(), color.green(), color.blue(), 90));
        else
            painter.fillRect(rect, color);
        if (rect.width() > 3 && bar.part != BarPart::stall) {
            painter.setPen(QPen(colors.surface, 1.0));
            painter.drawLine(rect.topRight(), rect.bottomRight());
        }
        if (chosen) {
            painter.setPen(QPen(colors.accent, 2.0));
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(rect.adjusted(-1, -2, 1, 2));
        }
        if (!bar.op.valid() || bar.part != BarPart::work || rect.width() < 40)
            continue;
        if (const QString name = operatorTitle(*m_present, bar.op);
            rect.width() > fontMetrics().horizontalAdvance(name) + 8) {
            painter.setPen(color.lightness() > 140 ? Qt::black : Qt::white);
            painter.drawText(rect.adjusted(4, 0, -4, 0), Qt::AlignLeft | Qt::AlignVCenter, name);
        }
    }
    painter.setRenderHint(QPainter::Antialiasing);
}

/// The pinned inference as one lane of outlines below the others.
void TimingChart::drawPinned(QPainter& painter, const QRectF& area)
{
    const ThemeColors& colors = themeColors(palette());
    QRectF lane = laneRect(Lane::overhead);
    const auto rows = static_cast<double>(m_present->timeline.lanes.size());
    lane.moveTop(area.top() + rows * lane.height());
    painter.setPen(colors.mutedText);
    painter.drawText(QRectF(0, lane.top(), area.left() - 8, lane.height()), Qt::AlignRight | Qt::AlignVCenter,
                     tr("Pinned"));
    painter.setBrush(Qt::NoBrush);
    painter.setClipRect(area);
    double last = -1e9;
    for (const TimelineBar& bar : m_pinned->timeline.bars) {
        const double from = xOf(bar.start.count());
        const double to = xOf((bar.start + bar.length).count());
        if (bar.part == BarPart::transfer || to - last < 0.7)
            continue;
        last = to;
        painter.drawRect(QRectF(from, lane.top() + 5, to - from, lane.height() - 10));
    }
    painter.setClipping(false);
}

void TimingChart::drawAbove(QPainter& painter)
{
    painter.setPen(themeColors(palette()).text);
    for (const Lane lane : m_present->timeline.lanes) {
        const QRectF rect = laneRect(lane);
        painter.drawText(QRectF(0, rect.top(), area().left() - 8, rect.height()), Qt::AlignRight | Qt::AlignVCenter,
                         laneText(lane));
    }
    drawBars(painter, area());
    if (m_pinned)
        drawPinned(painter, area());
}

Table TimingChart::drawn()
{
    Table table;
    table.columns = {textColumn(tr("lane").toStdString()), textColumn(tr("operator").toStdString()),
                     numberColumn(tr("start").toStdString()), numberColumn(tr("length").toStdString())};
    table.columns[2].unit = table.columns[3].unit = std::string("s");
    for (const TimelineBar& bar : m_present->timeline.bars) {
        const QString name = bar.op.valid() ? operatorTitle(*m_present, bar.op) : QString();
        table.rows.push_back({{.text = laneText(bar.lane).toStdString()},
                              {.text = name.toStdString()},
                              valueCell(std::optional(bar.start)),
                              valueCell(std::optional(bar.length))});
    }
    return table;
}

const TimelineBar* TimingChart::barAt(const QPointF& at) const
{
    if (!m_present)
        return nullptr;
    const TimelineBar* nearest = nullptr;
    double best = 3.0; // narrow bars may be hit beside their edge
    for (const TimelineBar& bar : m_present->timeline.bars) {
        const QRectF rect = rectOf(bar);
        if (at.y() < rect.top() || at.y() > rect.bottom())
            continue;
        const double distance = std::max({0.0, rect.left() - at.x(), at.x() - rect.right()});
        if (distance < best) {
            best = distance;
            nearest = &bar;
        }
    }
    return nearest;
}

QString TimingChart::describe(const QPointF& at) const
{
    const TimelineBar* bar = barAt(at);
    if (!bar)
        return {};
    if (!bar->op.valid())
        return tr("Start and end of an inference: %1").arg(secondsText(bar->length));
    const LayerCost& layer = *m_present->layer(bar->op);
    QStringList lines{operatorTitle(*m_present, bar->op) + QStringLiteral(": ") + secondsText(layer.latency)};
    lines << tr("computing %1, memory %2, set-up %3 cycles; counted %4")
                 .arg(countText(layer.compute.count()), countText(layer.memory.count()),
                      countText(layer.overhead.count()), countText(layer.total.count()));
    if (const double macs = tenbin::macs(m_present->graph(), m_present->graph().op(bar->op)).toDouble(); macs > 0.0)
        lines << tr("%1 MACs").arg(countText(macs));
    if (layer.utilisation)
        lines << tr("multipliers used to %1").arg(percentText(*layer.utilisation));
    lines << tr("held back by %1").arg(wordText(layer.bound));
    return lines.join(u'\n');
}

void TimingChart::choose(const QPointF& at)
{
    if (const TimelineBar* bar = barAt(at); bar && bar->op.valid())
        select(bar->op);
}

} // namespace tenbin
