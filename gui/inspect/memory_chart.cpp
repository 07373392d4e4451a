// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/inspect/memory_chart.h"

#include <algorithm>
#include <cmath>

#include <QPainter>

#include "gui/app/workspace.h"
#include "gui/look/text.h"
#include "gui/look/theme_colors.h"

namespace tenbin {

void MemoryChart::setMemory(int memory)
{
    m_memory = memory;
    update();
}

void MemoryChart::setMode(Mode mode)
{
    m_mode = mode;
    update();
}

void MemoryChart::setHeat(bool byAccess)
{
    m_byAccess = byAccess;
    update();
}

const MemoryMap* MemoryChart::map() const
{
    if (!m_present || m_present->memories.empty())
        return nullptr;
    for (const MemoryMap& map : m_present->memories)
        if (map.memory == m_memory)
            return &map;
    // What limits most networks: the memory whose use changes most from operator to operator.
    return &*std::max_element(
        m_present->memories.begin(), m_present->memories.end(),
        [](const MemoryMap& a, const MemoryMap& b) { return a.peak - a.resident < b.peak - b.resident; });
}

void MemoryChart::take() { setLength(m_present ? static_cast<double>(m_present->estimate().layers.size()) : 0.0); }

QString MemoryChart::emptyText() const
{
    return m_present && !map() ? tr("The memory of this target was never published.") : InspectionChart::emptyText();
}

QString MemoryChart::title() const
{
    const MemoryMap* shown = map();
    if (!shown)
        return tr("Memory");
    const QString name =
        QString::fromStdString(m_present->estimate().memories[static_cast<std::size_t>(shown->memory)].name);
    return name + QStringLiteral(" · ") + peakText();
}

/// "peak 451 KiB at CONV_2D 7: input 150 KiB + output 301 KiB".
QString MemoryChart::peakText() const
{
    const MemoryMap& shown = *map();
    const OperatorId op{shown.peakOperator};
    QStringList parts;
    Bytes held;
    for (const MemoryBlock* block : liveAt(shown, shown.peakOperator))
        switch (useOf(*block, m_present->graph(), shown.peakOperator)) {
        case BlockUse::input:
            parts << tr("input %1").arg(bytesText(block->size));
            break;
        case BlockUse::output:
            parts << tr("output %1").arg(bytesText(block->size));
            break;
        case BlockUse::both:
            parts << tr("in place %1").arg(bytesText(block->size));
            break;
        case BlockUse::held:
            held += block->size;
            break;
        }
    if (held.count() > 0)
        parts << tr("held %1").arg(bytesText(held));
    QString text = tr("peak %1 at %2: %3")
                       .arg(bytesText(shown.peak), operatorTitle(*m_present, op), parts.join(QStringLiteral(" + ")));
    if (shown.fragmented.count() > 0)
        text += QStringLiteral(" · ") + tr("%1 between blocks").arg(bytesText(shown.fragmented));
    return text;
}

QMargins MemoryChart::margins() const
{
    QMargins margins = InspectionChart::margins();
    margins.setLeft(fontMetrics().horizontalAdvance(QStringLiteral("0000 MiB")) + 12);
    margins.setRight(24);
    return margins;
}

QString MemoryChart::lengthText(double op) const { return QString::number(static_cast<int>(std::lround(op))); }

/// Memories far larger than what is used show the used part alone.
double MemoryChart::topBytes() const
{
    const MemoryMap& shown = *map();
    double top = shown.highest.toDouble();
    if (m_pinned)
        for (const MemoryMap& pinned : m_pinned->memories)
            if (pinned.memory == shown.memory)
                top = std::max(top, pinned.highest.toDouble());
    if (shown.capacity && shown.capacity->toDouble() < 2.5 * top)
        top = std::max(top, shown.capacity->toDouble());
    return std::max(1.0, top * 1.04);
}

/// Equal parts that the memory is made of; 1 where the preset names none.
int MemoryChart::bankCount() const
{
    const Target* target = m_workspace.target(m_present->answer->target);
    const std::string& id = m_present->estimate().memories[static_cast<std::size_t>(map()->memory)].id;
    const auto banks =
        target ? target->parameters.find("memory." + id + ".banks") : decltype(target->parameters.end())();
    return target && banks != target->parameters.end() ? static_cast<int>(banks->second.value) : 1;
}

double MemoryChart::yOf(double bytes) const { return area().bottom() - bytes / topBytes() * area().height(); }

QRectF MemoryChart::rectOf(const MemoryBlock& block) const
{
    const double top = yOf((block.offset + block.size).toDouble());
    const double bottom = yOf(block.offset.toDouble());
    const double left = xOf(block.first);
    const double right = xOf(block.last + 1.0);
    return {left, top, right - left, bottom - top};
}

QColor MemoryChart::colorOfBlock(const MemoryBlock& block) const
{
    const ThemeColors& colors = themeColors(palette());
    if (m_byAccess) {
        const auto steps = static_cast<double>(block.last - block.first + 1);
        return heatColor(block.accesses > 0 ? std::min(1.0, static_cast<double>(block.accesses) / steps) : 0.05,
                         colors.dark);
    }
    return categoryColor(static_cast<int>(block.role), colors.dark);
}

std::vector<ChartView::LegendEntry> MemoryChart::legend() const
{
    const bool dark = themeColors(palette()).dark;
    if (m_mode != Mode::addresses)
        return {};
    if (m_byAccess)
        return {{tr("seldom touched"), heatColor(0.05, dark)}, {tr("touched at every step"), heatColor(1.0, dark)}};
    std::vector<LegendEntry> entries;
    for (const BufferRole role :
         {BufferRole::activation, BufferRole::scratch, BufferRole::weights, BufferRole::persistent, BufferRole::state})
        if (std::any_of(map()->blocks.begin(), map()->blocks.end(),
                        [&](const MemoryBlock& block) { return block.role == role; }))
            entries.push_back({wordText(role), categoryColor(static_cast<int>(role), dark)});
    return entries;
}

void MemoryChart::drawAddresses(QPainter& painter)
{
    const ThemeColors& colors = themeColors(palette());
    const OperatorId op = selected();
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (const MemoryBlock& block : map()->blocks) {
        const QRectF rect = rectOf(block).intersected(area());
        if (rect.isEmpty())
            continue;
        QColor fill = colorOfBlock(block);
        const bool live = op.valid() && block.first <= op.index && op.index <= block.last;
        if (op.valid() && !live && !m_byAccess) // heat says something of every block: the frame marks the live ones
            fill.setAlpha(110);
        painter.fillRect(rect, fill);
        painter.setPen(QPen(live ? colors.accent : colors.surface, live ? 2.0 : 1.0));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect);
        if (rect.width() < 40 || rect.height() < fontMetrics().height())
            continue;
        if (const QString size = bytesText(block.size); rect.width() > fontMetrics().horizontalAdvance(size) + 8) {
            painter.setPen(fill.lightness() > 140 ? Qt::black : Qt::white);
            painter.drawText(rect, Qt::AlignCenter, size);
        }
    }
    painter.setRenderHint(QPainter::Antialiasing);
}

void MemoryChart::drawBars(QPainter& painter)
{
    const ThemeColors& colors = themeColors(palette());
    painter.setRenderHint(QPainter::Antialiasing, false);
    const auto& live = map()->livePerOperator;
    for (std::size_t i = 0; i < live.size(); ++i) {
        const double left = xOf(static_cast<double>(i));
        const double right = xOf(static_cast<double>(i + 1));
        const double top = yOf(live[i].toDouble());
        QColor color = categoryColor(0, colors.dark);
        if (map()->capacity && live[i] > *map()->capacity)
            color = colors.alarm;
        else if (selected() == OperatorId{static_cast<std::uint32_t>(i)})
            color = colors.accent;
        painter.fillRect(QRectF(left, top, std::max(1.0, right - left - 1), area().bottom() - top).intersected(area()),
                         color);
    }
    painter.setRenderHint(QPainter::Antialiasing);
}

void MemoryChart::drawLimits(QPainter& painter, const QRectF& area)
{
    const ThemeColors& colors = themeColors(palette());
    const bool mebibytes = topBytes() > 1024.0 * 1024.0; // one unit an axis, and round in it
    const double unit = mebibytes ? 1024.0 * 1024.0 : 1024.0;
    const QString unitName = mebibytes ? QStringLiteral("MiB") : QStringLiteral("KiB");
    for (const double tick : niceTicks(0.0, topBytes() / unit,
                                       std::max(2, static_cast<int>(area.height() / (2.5 * fontMetrics().height()))))) {
        const double y = yOf(tick * unit);
        painter.setPen(QPen(colors.line, 1.0));
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter.setPen(colors.mutedText);
        painter.drawText(QRectF(0, y - fontMetrics().height() / 2.0, area.left() - 4, fontMetrics().height()),
                         Qt::AlignRight | Qt::AlignVCenter, roughText(tick) + QChar(0x2009) + unitName);
    }
    if (const auto capacity = map()->capacity; capacity && bankCount() > 1)
        for (int bank = 1; bank < bankCount(); ++bank) {
            const double y = yOf(capacity->toDouble() * bank / bankCount());
            painter.setPen(QPen(colors.mutedText, 1.0, Qt::DotLine));
            painter.drawLine(QPointF(area.right() - 12, y), QPointF(area.right() + 6, y));
        }
    const auto mark = [&](double bytes, const QColor& color, const QString& text) {
        const double y = yOf(bytes);
        if (y < area.top() - 1)
            return;
        painter.setPen(QPen(color, 1.5, Qt::DashLine));
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        const QRectF label(area.right() - fontMetrics().horizontalAdvance(text) - 8, y - fontMetrics().height() - 1,
                           fontMetrics().horizontalAdvance(text) + 8, fontMetrics().height());
        painter.fillRect(label, colors.surface); // blocks may lie behind it
        painter.drawText(label, Qt::AlignCenter, text);
    };
    if (const auto capacity = map()->capacity)
        mark(capacity->toDouble(), colors.alarm, tr("available %1").arg(bytesText(*capacity)));
    if (m_pinned)
        for (const MemoryMap& pinned : m_pinned->memories)
            if (pinned.memory == map()->memory)
                mark(pinned.peak.toDouble(), colors.mutedText, tr("pinned peak %1").arg(bytesText(pinned.peak)));
}

void MemoryChart::draw(QPainter& painter, const QRectF& area)
{
    const ThemeColors& colors = themeColors(palette());
    drawTicks(painter, area, tr("operators in execution order"));
    if (m_mode == Mode::addresses)
        drawAddresses(painter);
    else
        drawBars(painter);
    drawLimits(painter, area);
    const double peak = xOf(map()->peakOperator + 0.5);
    if (peak >= area.left() && peak <= area.right()) {
        painter.setPen(QPen(colors.text, 1.0, Qt::DotLine));
        painter.drawLine(QPointF(peak, area.top()), QPointF(peak, area.bottom()));
    }
    drawFrame(painter, area);
}

QString MemoryChart::describe(const QPointF& at) const
{
    if (!map() || !area().contains(at))
        return {};
    const auto op = static_cast<std::uint32_t>(std::clamp(valueAt(at.x()), 0.0, length() - 1.0));
    QStringList lines{operatorTitle(*m_present, OperatorId{op}) + QStringLiteral(": ")
                      + tr("%1 live").arg(bytesText(map()->livePerOperator[op]))};
    if (map()->capacity && *map()->capacity > map()->livePerOperator[op])
        lines << tr("%1 free").arg(bytesText(*map()->capacity - map()->livePerOperator[op]));
    for (const MemoryBlock& block : map()->blocks)
        if (m_mode == Mode::addresses && rectOf(block).contains(at)) {
            const QString name =
                block.tensor.valid() ? QString::fromStdString(m_present->graph().tensor(block.tensor).name) : QString();
            const QString what = name.isEmpty() ? wordText(block.role) : wordText(block.role) + u' ' + name;
            lines << tr("%1, %2 from address %3, operators %4 to %5, touched by %6")
                         .arg(what, bytesText(block.size),
                              QStringLiteral("0x") + QString::number(block.offset.count(), 16))
                         .arg(block.first)
                         .arg(block.last)
                         .arg(block.accesses);
        }
    return lines.join(u'\n');
}

void MemoryChart::choose(const QPointF& at)
{
    if (!m_present || length() <= 0.0)
        return;
    const bool onBlock = std::any_of(map()->blocks.begin(), map()->blocks.end(),
                                     [&](const MemoryBlock& block) { return rectOf(block).contains(at); });
    if (m_mode == Mode::addresses && !onBlock)
        select(OperatorId{}); // a click on free memory
    else
        select(OperatorId{static_cast<std::uint32_t>(std::clamp(valueAt(at.x()), 0.0, length() - 1.0))});
}

} // namespace tenbin
