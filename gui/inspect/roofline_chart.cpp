// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/inspect/roofline_chart.h"

#include <algorithm>
#include <cmath>

#include <QPainter>

#include "gui/look/text.h"
#include "gui/look/theme_colors.h"

namespace tenbin {

void RooflineChart::setMemory(const QString& name)
{
    m_memory = name.toStdString();
    take();
    update();
}

const Roofline* RooflineChart::of(const InspectionPtr& inspection) const
{
    if (!inspection || inspection->rooflines.empty())
        return nullptr;
    const auto& all = inspection->rooflines;
    const auto chosen = std::find_if(all.begin(), all.end(), [&](const Roofline& r) { return r.memory == m_memory; });
    return chosen == all.end() ? &all.front() : &*chosen;
}

void RooflineChart::take()
{
    setLength(1.0);
    const Roofline* shown = roofline();
    if (!shown || shown->dots.empty())
        return;
    double lowX = 1e300;
    double highX = 0.0;
    double lowY = 1e300;
    double highY = shown->peakMacsPerSecond.value_or(0.0);
    for (const RooflineDot& dot : shown->dots) {
        lowX = std::min(lowX, dot.macsPerByte);
        highX = std::max(highX, dot.macsPerByte);
        lowY = std::min(lowY, dot.macsPerSecond);
        highY = std::max(highY, dot.macsPerSecond);
    }
    m_lowX = std::floor(std::log10(lowX));
    m_highX = std::max(m_lowX + 1, std::ceil(std::log10(highX)));
    m_lowY = std::floor(std::log10(lowY));
    m_highY = std::max(m_lowY + 1, std::ceil(std::log10(highY * 1.2)));
}

QString RooflineChart::title() const
{
    QString text = tr("Roofline: each layer under what binds it");
    const Roofline* shown = roofline();
    if (!shown)
        return text;
    text += QStringLiteral(" · ") + QString::fromStdString(shown->memory);
    if (!shown->bytesPerSecond)
        text += QStringLiteral(" · ") + tr("its bandwidth is not known");
    if (shown->without > 0)
        text += QStringLiteral(" · ") + tr("%n layer(s) without counted traffic", nullptr, shown->without);
    if (shown->fetchedAhead > 0)
        text += QStringLiteral(" · ") + tr("%n layer(s) fetched ahead", nullptr, shown->fetchedAhead);
    return text;
}

QString RooflineChart::emptyText() const
{
    if (m_present && (!roofline() || roofline()->dots.empty()))
        return tr("The model of this target does not count the bytes that its layers move.");
    return InspectionChart::emptyText();
}

QMargins RooflineChart::margins() const
{
    QMargins margins = InspectionChart::margins();
    margins.setLeft(fontMetrics().horizontalAdvance(QStringLiteral("000 GMAC/s")) + 12);
    margins.setRight(40);
    return margins;
}

QPointF RooflineChart::map(double macsPerByte, double macsPerSecond) const
{
    const QRectF a = area();
    return {a.left() + (std::log10(macsPerByte) - m_lowX) / (m_highX - m_lowX) * a.width(),
            a.bottom() - (std::log10(macsPerSecond) - m_lowY) / (m_highY - m_lowY) * a.height()};
}

QPointF RooflineChart::positionOf(const RooflineDot& dot) const { return map(dot.macsPerByte, dot.macsPerSecond); }

void RooflineChart::drawGrid(QPainter& painter, const QRectF& area) const
{
    const ThemeColors& colors = themeColors(palette());
    for (int decade = static_cast<int>(m_lowX); decade <= static_cast<int>(m_highX); ++decade) {
        const double x = map(std::pow(10.0, decade), 1.0).x();
        painter.setPen(QPen(colors.line, 1.0));
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
        painter.setPen(colors.mutedText);
        painter.drawText(QRectF(x - 60, area.bottom() + 3, 120, fontMetrics().height()), Qt::AlignCenter,
                         countText(std::pow(10.0, decade)));
    }
    for (int decade = static_cast<int>(m_lowY); decade <= static_cast<int>(m_highY); ++decade) {
        const double y = map(1.0, std::pow(10.0, decade)).y();
        painter.setPen(QPen(colors.line, 1.0));
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter.setPen(colors.mutedText);
        painter.drawText(QRectF(0, y - fontMetrics().height() / 2.0, area.left() - 4, fontMetrics().height()),
                         Qt::AlignRight | Qt::AlignVCenter, tr("%1MAC/s").arg(countText(std::pow(10.0, decade))));
    }
    painter.drawText(
        QRectF(area.left(), area.bottom() + fontMetrics().height() + 3, area.width(), fontMetrics().height()),
        Qt::AlignCenter, tr("MACs a byte moved"));
}

void RooflineChart::drawRoof(QPainter& painter, const QRectF& area) const
{
    const ThemeColors& colors = themeColors(palette());
    const Roofline& shown = *roofline();
    const double left = std::pow(10.0, m_lowX);
    const double right = std::pow(10.0, m_highX);
    painter.save();
    painter.setClipRect(area);
    if (const auto peak = shown.peakMacsPerSecond) {
        painter.setPen(QPen(colors.text, 1.5));
        // Left of the ridge the memory binds, not the array.
        const double ridge = shown.bytesPerSecond ? *peak / *shown.bytesPerSecond : left;
        painter.drawLine(map(std::clamp(ridge, left, right), *peak), map(right, *peak));
        const QString text = tr("peak %1MAC/s").arg(countText(*peak));
        const QPointF end = map(right, *peak);
        const bool above = end.y() - fontMetrics().height() > area.top(); // no dot lies above the peak
        painter.drawText(
            end + QPointF(-fontMetrics().horizontalAdvance(text) - 6, above ? -4 : fontMetrics().ascent() + 2), text);
    }
    if (const auto bandwidth = shown.bytesPerSecond) {
        const double ridge = shown.peakMacsPerSecond ? *shown.peakMacsPerSecond / *bandwidth : right;
        const double end = std::clamp(ridge, left, right);
        painter.setPen(QPen(categoryColor(1, colors.dark), 1.5));
        painter.drawLine(map(left, left * *bandwidth), map(end, end * *bandwidth));
        // The label stands where the slope enters the picture.
        const double x = std::max(left, std::pow(10.0, m_lowY) / *bandwidth);
        painter.drawText(
            map(x, x * *bandwidth) + QPointF(6, -6),
            tr("%1 %2/s").arg(QString::fromStdString(shown.memory), bytesText(Bytes(std::llround(*bandwidth)))));
    }
    painter.restore();
}

void RooflineChart::draw(QPainter& painter, const QRectF& area)
{
    const ThemeColors& colors = themeColors(palette());
    const Roofline* shown = roofline();
    if (!shown || shown->dots.empty())
        return;
    drawGrid(painter, area);
    drawRoof(painter, area);
    if (const Roofline* pinned = of(m_pinned)) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colors.mutedText, 1.0));
        for (const RooflineDot& dot : pinned->dots)
            painter.drawEllipse(positionOf(dot), 3.0, 3.0);
    }
    for (const RooflineDot& dot : shown->dots) {
        const double radius = 3.0 + 12.0 * std::sqrt(dot.share); // area follows the share of the latency
        QColor color = colorOf(dot.op);
        color.setAlpha(190);
        painter.setBrush(color);
        painter.setPen(dot.op == selected() ? QPen(colors.accent, 2.5) : QPen(colors.surface, 1.0));
        painter.drawEllipse(positionOf(dot), radius, radius);
    }
    drawFrame(painter, area);
}

const RooflineDot* RooflineChart::dotAt(const QPointF& at) const
{
    const Roofline* shown = roofline();
    if (!shown)
        return nullptr;
    const RooflineDot* nearest = nullptr;
    double best = 14.0;
    for (const RooflineDot& dot : shown->dots) {
        const QPointF difference = positionOf(dot) - at;
        if (const double distance = std::hypot(difference.x(), difference.y()); distance < best) {
            best = distance;
            nearest = &dot;
        }
    }
    return nearest;
}

QString RooflineChart::describe(const QPointF& at) const
{
    const RooflineDot* dot = dotAt(at);
    if (!dot)
        return {};
    return operatorTitle(*m_present, dot->op) + u'\n'
           + tr("%1 MACs a byte, %2MAC/s, %3 of the latency, held back by %4")
                 .arg(countText(dot->macsPerByte), countText(dot->macsPerSecond))
                 .arg(percentText(dot->share))
                 .arg(wordText(dot->bound));
}

void RooflineChart::choose(const QPointF& at)
{
    if (const RooflineDot* dot = dotAt(at))
        select(dot->op);
}

} // namespace tenbin
