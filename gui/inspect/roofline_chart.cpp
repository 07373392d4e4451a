// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/inspect/roofline_chart.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <QPainter>
#include <QtCharts/QLineSeries>
#include <QtCharts/QScatterSeries>

#include "gui/items/operator_category.h"
#include "gui/look/text.h"
#include "gui/look/theme_colors.h"

namespace tenbin {

namespace {

constexpr double kSmallest = 6.0, kLargest = 30.0, kSizeStep = 3.0; // pixels across a dot
constexpr std::size_t kNamed = 5;                                   // heaviest layers

/// The dot's area follows the share of the latency. In steps, because Qt Charts 6.4 places points wrongly that have a
/// size of their own: all of a size are one series.
double sizeOf(const RooflineDot& dot)
{
    const double exact = kSmallest + (kLargest - kSmallest) * std::sqrt(dot.share);
    return kSmallest + kSizeStep * std::round((exact - kSmallest) / kSizeStep);
}

double powerOfTen(double exponent) { return std::pow(10.0, exponent); }

} // namespace

void RooflineChart::setMemory(const QString& name)
{
    m_memory = name.toStdString();
    recompose();
}

const Roofline* RooflineChart::of(const InspectionPtr& inspection) const
{
    if (!inspection || inspection->rooflines.empty())
        return nullptr;
    const auto& all = inspection->rooflines;
    const auto chosen = std::find_if(all.begin(), all.end(), [&](const Roofline& r) { return r.memory == m_memory; });
    return chosen == all.end() ? &all.front() : &*chosen;
}

QString RooflineChart::title() const
{
    const Roofline* shown = roofline();
    if (!shown)
        return tr("Roofline: each layer under what binds it");
    const QString memory = QString::fromStdString(shown->memory);
    QString text = tr("Roofline") + QStringLiteral(" · ");
    if (shown->heldBack > 0)
        text += tr("%n layer(s), %1 of the time, are bound by %2", nullptr, shown->heldBack)
                    .arg(percentText(shown->heldBackShare, 0), memory);
    else
        text += tr("no layer is bound by %1").arg(memory);
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

double RooflineChart::roofOver(const RooflineDot& dot) const { return yOf(roofline()->roofAt(dot.macsPerByte)); }

void RooflineChart::addAxes()
{
    const Roofline& shown = *roofline();
    const auto [left, right] =
        std::minmax_element(shown.dots.begin(), shown.dots.end(),
                            [](const RooflineDot& a, const RooflineDot& b) { return a.macsPerByte < b.macsPerByte; });
    const auto [low, high] =
        std::minmax_element(shown.dots.begin(), shown.dots.end(), [](const RooflineDot& a, const RooflineDot& b) {
            return a.macsPerSecond < b.macsPerSecond;
        });
    const double ridge = shown.ridge().value_or(right->macsPerByte);
    const double first = std::floor(std::log10(left->macsPerByte));
    const double last = std::ceil(std::log10(std::max(ridge, right->macsPerByte)));
    setHorizontal({.title = tr("MACs a byte moved"),
                   .low = powerOfTen(first),
                   .high = powerOfTen(std::max(first + 1.0, last)),
                   .scale = AxisScale::decades});
    const double top = std::max(high->macsPerSecond, shown.peakMacsPerSecond.value_or(0.0));
    const double bottom = std::floor(std::log10(low->macsPerSecond));
    const double above = std::max(powerOfTen(bottom + 1.0), top * 2.0); // room for the label of the peak
    setVertical({.title = tr("throughput"),
                 .unit = decimalUnit(top, QStringLiteral("MAC/s")),
                 .low = powerOfTen(bottom),
                 .high = above,
                 .scale = AxisScale::decades});
}

void RooflineChart::addLine(const QString& name, const QPen& pen, const QPointF& from, const QPointF& to)
{
    auto* line = new QLineSeries;
    line->setPen(pen);
    line->replace(QList<QPointF>{{horizontal().onAxis(from.x()), vertical().onAxis(from.y())},
                                 {horizontal().onAxis(to.x()), vertical().onAxis(to.y())}});
    add(line, name, InLegend::no);
}

void RooflineChart::addRoofs()
{
    const ThemeColors& colors = themeColors(palette());
    const Roofline& shown = *roofline();
    const double left = horizontal().spec().low;
    const double right = horizontal().spec().high;
    const double ridge = std::clamp(shown.ridge().value_or(shown.bytesPerSecond ? right : left), left, right);
    if (const auto peak = shown.peakMacsPerSecond)
        addLine(tr("peak"), QPen(colors.text, 1.5), {ridge, *peak}, {right, *peak});
    if (const auto bandwidth = shown.bytesPerSecond)
        addLine(QString::fromStdString(shown.memory), QPen(categoryColor(1, colors.dark), 1.5),
                {left, left * *bandwidth}, {ridge, ridge * *bandwidth});
    if (shown.ridge() && ridge > left && ridge < right)
        addLine(tr("ridge"), QPen(colors.mutedText, 1.0, Qt::DotLine), {ridge, vertical().spec().low},
                {ridge, *shown.peakMacsPerSecond});
}

void RooflineChart::addDots(const Roofline& shown)
{
    std::map<std::pair<int, double>, QList<QPointF>> groups; // by category and size
    for (const RooflineDot& dot : shown.dots)
        groups[{static_cast<int>(categoryOf(m_present->graph().op(dot.op).kind)), sizeOf(dot)}].append(
            {horizontal().onAxis(dot.macsPerByte), vertical().onAxis(dot.macsPerSecond)});
    int listed = -1;
    for (const auto& [key, points] : groups) {
        const auto [category, size] = key;
        QColor color = categoryColor(category, themeColors(palette()).dark);
        const QString name = categoryText(static_cast<OperatorCategory>(category));
        if (std::exchange(listed, category) != category)
            addLegend(name, color);
        color.setAlpha(190);
        auto* dots = new QScatterSeries;
        dots->setMarkerSize(size);
        dots->setBrush(color);
        dots->setPen(QPen(themeColors(palette()).surface, 1.0));
        dots->replace(points);
        add(dots, name, InLegend::no);
    }
}

void RooflineChart::addPinned(const Roofline& pinned)
{
    auto* dots = new QScatterSeries;
    dots->setMarkerSize(kSmallest);
    dots->setBrush(Qt::transparent);
    dots->setPen(QPen(themeColors(palette()).mutedText, 1.0));
    QList<QPointF> points;
    for (const RooflineDot& dot : pinned.dots)
        points.append({horizontal().onAxis(dot.macsPerByte), vertical().onAxis(dot.macsPerSecond)});
    dots->replace(points);
    add(dots, tr("Pinned"), InLegend::yes);
}

void RooflineChart::compose()
{
    addAxes();
    addRoofs();
    if (const Roofline* pinned = of(m_pinned))
        addPinned(*pinned);
    addDots(*roofline());
}

void RooflineChart::labelRoofs(QPainter& painter) const
{
    const ThemeColors& colors = themeColors(palette());
    const Roofline& shown = *roofline();
    if (const auto peak = shown.peakMacsPerSecond) {
        painter.setPen(colors.text);
        painter.drawText(
            QRectF(area().left(), yOf(*peak) - fontMetrics().height() - 2, area().width() - 4, fontMetrics().height()),
            Qt::AlignRight | Qt::AlignVCenter, tr("peak %1MAC/s").arg(countText(*peak)));
    }
    if (const auto bandwidth = shown.bytesPerSecond) {
        // Along the slope, from where it enters the picture.
        const double start = std::max(horizontal().visibleLow(), vertical().visibleLow() / *bandwidth);
        const QPointF from = pointOf(start, start * *bandwidth);
        const QPointF to = pointOf(10.0 * start, 10.0 * start * *bandwidth);
        painter.save();
        painter.setClipRect(area());
        painter.translate(from);
        painter.rotate(std::atan2(to.y() - from.y(), to.x() - from.x()) * 180.0 / 3.141592653589793);
        painter.setPen(colors.text);
        painter.drawText(QPointF(12, -4), tr("%1 %2/s").arg(QString::fromStdString(shown.memory),
                                                            bytesText(Bytes(std::llround(*bandwidth)))));
        painter.restore();
    }
    const auto ridge = shown.ridge();
    if (ridge && *ridge > horizontal().visibleLow() && *ridge < horizontal().visibleHigh()) {
        painter.setPen(colors.mutedText);
        painter.drawText(QPointF(xOf(*ridge) + 4, area().bottom() - 4), tr("ridge %1").arg(roughText(*ridge)));
    }
}

/// Names beside the dots that take most of the time, where no other name stands already.
void RooflineChart::labelHeaviest(QPainter& painter) const
{
    std::vector<const RooflineDot*> order;
    for (const RooflineDot& dot : roofline()->dots)
        order.push_back(&dot);
    const std::size_t count = std::min(kNamed, order.size());
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count), order.end(),
                      [](const RooflineDot* a, const RooflineDot* b) { return a->share > b->share; });
    const ThemeColors& colors = themeColors(palette());
    QColor veil = colors.surface;
    veil.setAlpha(170);
    std::vector<QRectF> taken;
    for (std::size_t i = 0; i < count; ++i) {
        const QString name =
            operatorTitle(*m_present, order[i]->op) + QStringLiteral(" · ") + percentText(order[i]->share, 0);
        const QPointF at = positionOf(*order[i]);
        const double width = fontMetrics().horizontalAdvance(name) + 2.0;
        const double beside = sizeOf(*order[i]) / 2.0 + 3.0;
        QRectF place(at.x() + beside, at.y() - fontMetrics().height() / 2.0, width, fontMetrics().height());
        if (place.right() > area().right())
            place.moveRight(at.x() - beside);
        const auto collides = [&place](const QRectF& other) { return other.intersects(place); };
        while (std::any_of(taken.begin(), taken.end(), collides))
            place.translate(0.0, fontMetrics().height());
        if (!area().contains(place))
            continue;
        taken.push_back(place);
        painter.setPen(QPen(colors.mutedText, 1.0));
        const double side = place.left() > at.x() ? place.left() : place.right();
        painter.drawLine(at, QPointF(side, place.center().y()));
        painter.fillRect(place, veil); // dots may lie behind it
        painter.setPen(colors.text);
        painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, name);
    }
}

void RooflineChart::drawAbove(QPainter& painter)
{
    labelRoofs(painter);
    labelHeaviest(painter);
    painter.setClipRect(area());
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(themeColors(palette()).accent, 2.5));
    for (const RooflineDot& dot : roofline()->dots)
        if (dot.op == selected())
            painter.drawEllipse(positionOf(dot), sizeOf(dot) / 2.0 + 2.0, sizeOf(dot) / 2.0 + 2.0);
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
