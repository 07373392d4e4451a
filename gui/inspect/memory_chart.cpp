// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/inspect/memory_chart.h"

#include <algorithm>
#include <cmath>
#include <string>

#include <QPainter>
#include <QtCharts/QBarSet>
#include <QtCharts/QLineSeries>
#include <QtCharts/QStackedBarSeries>

#include "gui/app/workspace.h"
#include "gui/charts/color_scale.h"
#include "gui/look/text.h"
#include "gui/look/theme_colors.h"

namespace tenbin {

void MemoryChart::setMemory(int memory)
{
    m_memory = memory;
    recompose();
}

void MemoryChart::setMode(Mode mode)
{
    m_mode = mode;
    recompose();
}

void MemoryChart::setHeat(bool byAccess)
{
    m_byAccess = byAccess;
    recompose();
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

QMargins MemoryChart::room() const
{
    const bool banks = map() && m_mode == Mode::addresses && bankCount() > 1;
    return {0, 0, banks ? fontMetrics().horizontalAdvance(tr("bank %1").arg(88)) : 0, 0};
}

/// Memories far larger than what is used show the used part alone.
double MemoryChart::topBytes() const
{
    const MemoryMap& shown = *map();
    double top = shown.highest.toDouble();
    if (const auto pinned = pinnedPeak())
        top = std::max(top, pinned->toDouble());
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

std::optional<Bytes> MemoryChart::pinnedPeak() const
{
    if (m_pinned)
        for (const MemoryMap& pinned : m_pinned->memories)
            if (pinned.memory == map()->memory)
                return pinned.peak;
    return std::nullopt;
}

QRectF MemoryChart::rectOf(const MemoryBlock& block) const
{
    return {pointOf(block.first - 0.5, (block.offset + block.size).toDouble()),
            pointOf(block.last + 0.5, block.offset.toDouble())};
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

void MemoryChart::addRoles()
{
    const bool dark = themeColors(palette()).dark;
    if (m_byAccess) {
        addLegend(tr("seldom touched"), heatColor(0.05, dark));
        addLegend(tr("touched at every step"), heatColor(1.0, dark));
        return;
    }
    for (const BufferRole role :
         {BufferRole::activation, BufferRole::scratch, BufferRole::weights, BufferRole::persistent, BufferRole::state})
        if (std::any_of(map()->blocks.begin(), map()->blocks.end(),
                        [&](const MemoryBlock& block) { return block.role == role; }))
            addLegend(wordText(role), categoryColor(static_cast<int>(role), dark));
}

/// Live bytes of each operator, in another colour where they are more than there is.
void MemoryChart::addBars(const AxisUnit& unit)
{
    const ThemeColors& colors = themeColors(palette());
    auto* inside = new QBarSet(tr("live"));
    auto* beyond = new QBarSet(tr("live, more than available"));
    inside->setColor(categoryColor(0, colors.dark));
    beyond->setColor(colors.alarm);
    for (const Bytes live : map()->livePerOperator) {
        const bool fits = !map()->capacity || live <= *map()->capacity;
        inside->append(fits ? live.toDouble() / unit.size : 0.0);
        beyond->append(fits ? 0.0 : live.toDouble() / unit.size);
    }
    auto* bars = new QStackedBarSeries;
    bars->setBarWidth(0.9);
    for (QBarSet* set : {inside, beyond}) {
        set->setPen(Qt::NoPen);
        bars->append(set);
    }
    add(bars, tr("live bytes"), InLegend::no);
}

void MemoryChart::addLimit(const QString& name, double bytes, const QColor& color)
{
    auto* line = new QLineSeries;
    line->setPen(QPen(color, 1.5, Qt::DashLine));
    const double y = vertical().onAxis(bytes);
    line->replace(QList<QPointF>{{horizontal().spec().low, y}, {horizontal().spec().high, y}});
    add(line, name, InLegend::no);
}

void MemoryChart::compose()
{
    const ThemeColors& colors = themeColors(palette());
    setHorizontal(operatorAxis(tr("operators in execution order"), m_present->estimate().layers.size()));
    const AxisUnit unit = bytesUnit(topBytes());
    const bool addresses = m_mode == Mode::addresses;
    setVertical(
        {.title = addresses ? tr("address") : tr("live bytes"), .unit = unit, .high = topBytes(), .zooms = false});
    if (addresses) {
        vertical().axis()->setGridLineVisible(false); // blocks are painted beneath the series
        horizontal().axis()->setGridLineVisible(false);
        addRoles();
    } else {
        addBars(unit);
    }
    if (const auto capacity = map()->capacity)
        addLimit(tr("available %1").arg(bytesText(*capacity)), capacity->toDouble(), colors.alarm);
    if (const auto pinned = pinnedPeak())
        addLimit(tr("pinned peak %1").arg(bytesText(*pinned)), pinned->toDouble(), colors.mutedText);
}

void MemoryChart::drawBlock(QPainter& painter, const MemoryBlock& block) const
{
    const ThemeColors& colors = themeColors(palette());
    const QRectF rect = rectOf(block).intersected(area());
    if (rect.isEmpty())
        return;
    const OperatorId op = selected();
    QColor fill = colorOfBlock(block);
    const bool live = op.valid() && block.first <= op.index && op.index <= block.last;
    if (op.valid() && !live && !m_byAccess) // heat says something of every block: the frame marks the live ones
        fill.setAlpha(110);
    painter.fillRect(rect, fill);
    QPen frame(colors.surface, 1.0);
    if (live)
        frame = QPen(colors.accent, 2.0);
    painter.setPen(frame);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(rect);
    if (rect.width() < 40 || rect.height() < fontMetrics().height())
        return;
    if (const QString size = bytesText(block.size); rect.width() > fontMetrics().horizontalAdvance(size) + 8) {
        painter.setPen(fill.lightness() > 140 ? Qt::black : Qt::white);
        painter.drawText(rect, Qt::AlignCenter, size);
    }
}

void MemoryChart::drawBeneath(QPainter& painter)
{
    if (m_mode != Mode::addresses)
        return;
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (const MemoryBlock& block : map()->blocks)
        drawBlock(painter, block);
}

void MemoryChart::drawLimit(QPainter& painter, double bytes, const QString& text) const
{
    const double y = yOf(bytes);
    if (y < area().top() - 1)
        return;
    const double width = fontMetrics().horizontalAdvance(text) + 8;
    const QRectF label(area().right() - width, y - fontMetrics().height() - 1, width, fontMetrics().height());
    painter.fillRect(label, themeColors(palette()).surface); // blocks may lie behind it
    painter.setPen(themeColors(palette()).text);
    painter.drawText(label, Qt::AlignCenter, text);
}

/// Where the equal parts that the memory is made of begin, at the right edge.
void MemoryChart::drawBanks(QPainter& painter) const
{
    const auto capacity = map()->capacity;
    if (!capacity || bankCount() < 2)
        return;
    const double height = area().height() * capacity->toDouble() / topBytes() / bankCount();
    const int every = std::max(1, static_cast<int>(std::ceil(fontMetrics().height() / std::max(1e-9, height))));
    painter.setPen(QPen(themeColors(palette()).mutedText, 1.0));
    for (int bank = 0; bank < bankCount(); ++bank) {
        const double y = yOf(capacity->toDouble() * bank / bankCount());
        if (y < area().top())
            break;
        painter.drawLine(QPointF(area().right(), y), QPointF(area().right() + 5, y));
        if (bank % every == 0)
            painter.drawText(QPointF(area().right() + 7, y - 2), tr("bank %1").arg(bank + 1));
    }
}

void MemoryChart::drawAbove(QPainter& painter)
{
    painter.setRenderHint(QPainter::Antialiasing, false);
    if (const auto capacity = map()->capacity)
        drawLimit(painter, capacity->toDouble(), tr("available %1").arg(bytesText(*capacity)));
    if (const auto pinned = pinnedPeak())
        drawLimit(painter, pinned->toDouble(), tr("pinned peak %1").arg(bytesText(*pinned)));
    if (m_mode == Mode::addresses)
        drawBanks(painter);
    else
        drawSelected(painter);
    const double peak = xOf(map()->peakOperator);
    painter.setPen(QPen(themeColors(palette()).text, 1.0, Qt::DotLine));
    if (peak >= area().left() && peak <= area().right())
        painter.drawLine(QPointF(peak, area().top()), QPointF(peak, area().bottom()));
}

Table MemoryChart::drawn()
{
    if (m_mode == Mode::bars)
        return InspectionChart::drawn();
    Table table;
    table.columns = {textColumn(tr("what it holds").toStdString()), numberColumn(tr("address").toStdString()),
                     numberColumn(tr("size").toStdString()), numberColumn(tr("first operator").toStdString()),
                     numberColumn(tr("last operator").toStdString())};
    table.columns[1].unit = table.columns[2].unit = std::string("B");
    for (const MemoryBlock& block : map()->blocks)
        table.rows.push_back({{.text = wordText(block.role).toStdString()},
                              valueCell(std::optional(block.offset.toDouble())),
                              valueCell(std::optional(block.size.toDouble())),
                              valueCell(std::optional(static_cast<double>(block.first))),
                              valueCell(std::optional(static_cast<double>(block.last)))});
    return table;
}

QString MemoryChart::describe(const MemoryBlock& block) const
{
    const QString name =
        block.tensor.valid() ? QString::fromStdString(m_present->graph().tensor(block.tensor).name) : QString();
    const QString what = name.isEmpty() ? wordText(block.role) : wordText(block.role) + u' ' + name;
    return tr("%1, %2 from address %3, operators %4 to %5, touched by %6")
        .arg(what, bytesText(block.size), QStringLiteral("0x") + QString::number(block.offset.count(), 16))
        .arg(block.first)
        .arg(block.last)
        .arg(block.accesses);
}

QString MemoryChart::describe(const QPointF& at) const
{
    const auto position = map() ? positionAt(at.x(), map()->livePerOperator.size()) : std::nullopt;
    if (!position || !area().contains(at))
        return {};
    const Bytes live = map()->livePerOperator[*position];
    QStringList lines{operatorTitle(*m_present, OperatorId{static_cast<std::uint32_t>(*position)})
                      + QStringLiteral(": ") + tr("%1 live").arg(bytesText(live))};
    if (map()->capacity && *map()->capacity > live)
        lines << tr("%1 free").arg(bytesText(*map()->capacity - live));
    for (const MemoryBlock& block : map()->blocks)
        if (m_mode == Mode::addresses && rectOf(block).contains(at))
            lines << describe(block);
    return lines.join(u'\n');
}

void MemoryChart::choose(const QPointF& at)
{
    const auto position = map() ? positionAt(at.x(), map()->livePerOperator.size()) : std::nullopt;
    if (!position)
        return;
    const bool onBlock = std::any_of(map()->blocks.begin(), map()->blocks.end(),
                                     [&](const MemoryBlock& block) { return rectOf(block).contains(at); });
    if (m_mode == Mode::addresses && !onBlock)
        select(OperatorId{}); // a click on free memory
    else
        select(OperatorId{static_cast<std::uint32_t>(*position)});
}

} // namespace tenbin
