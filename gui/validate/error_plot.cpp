// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/validate/error_plot.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <QPainter>
#include <QtCharts/QAreaSeries>
#include <QtCharts/QLineSeries>
#include <QtCharts/QScatterSeries>

#include "gui/items/validation_model.h"
#include "gui/look/text.h"
#include "gui/look/theme_colors.h"

namespace tenbin {

namespace {

constexpr double kDot = 8.0, kReach = 8.0; // pixels
constexpr double kBand = 2.0;              // factor

double middle(const ScoredRow& row) { return std::sqrt(row.value.measured * row.value.predicted); }

/// Of a metric's values, which are in milliseconds, microjoules and kibibytes.
AxisUnit unitOfMetric(const std::string& metric, double largest)
{
    const auto within = [](AxisUnit unit, double own) { return AxisUnit{unit.size / own, unit.name}; };
    if (metric == "latency_ms")
        return within(secondsUnit(largest * 1e-3), 1e-3);
    if (metric == "energy_uj")
        return within(decimalUnit(largest * 1e-6, QStringLiteral("J")), 1e-6);
    if (metric.ends_with("_kib"))
        return within(bytesUnit(largest * 1024.0), 1024.0);
    return decimalUnit(largest, {});
}

} // namespace

ErrorPlot::ErrorPlot(QWidget* parent) : ChartView(parent)
{
    setObjectName(QStringLiteral("errorPlot"));
    setAccessibleName(tr("Estimated against measured"));
}

void ErrorPlot::setRows(std::shared_ptr<const ValidationReport> report, std::vector<int> rows,
                        const std::string& metric)
{
    m_report = std::move(report);
    m_rows = std::move(rows);
    m_metric = metric;
    m_hovered = -1;
    if (std::find(m_rows.begin(), m_rows.end(), m_current) == m_rows.end())
        m_current = -1;
    recompose();
}

void ErrorPlot::setCurrent(int row)
{
    m_current = row;
    redraw();
}

QString ErrorPlot::emptyText() const
{
    if (!m_report)
        return tr("Estimating what was measured…");
    return m_rows.empty() ? tr("No measurement matches. Choose another family or figure, or clear the filter.")
                          : QString();
}

QString ErrorPlot::fileName() const
{
    return tr("Estimated against measured") + QStringLiteral(", ") + metricText(m_metric);
}

QPointF ErrorPlot::positionOf(int index) const
{
    return pointOf(row(index).value.measured, row(index).value.predicted);
}

int ErrorPlot::rowAt(const QPointF& position) const
{
    int best = -1;
    double nearest = kReach;
    for (const int index : m_rows) {
        const QPointF difference = positionOf(index) - position;
        const double distance = std::hypot(difference.x(), difference.y());
        if (distance < nearest) {
            nearest = distance;
            best = index;
        }
    }
    return best;
}

void ErrorPlot::addAxes()
{
    double low = 1e300;
    double high = 0.0;
    for (const int index : m_rows)
        for (const double value : {row(index).value.measured, row(index).value.predicted})
            if (value > 0.0) {
                low = std::min(low, value);
                high = std::max(high, value);
            }
    if (!(high > 0.0))
        low = high = 1.0;
    const double first = std::floor(std::log10(low));
    const double last = std::max(first + 1.0, std::ceil(std::log10(high)));
    AxisSpec spec{.title = tr("measured"),
                  .unit = unitOfMetric(m_metric, std::pow(10.0, last)),
                  .low = std::pow(10.0, first),
                  .high = std::pow(10.0, last),
                  .scale = AxisScale::decades};
    setHorizontal(spec);
    spec.title = tr("estimated");
    setVertical(spec);
}

void ErrorPlot::addLine(const QString& name, double factor, const QPen& pen)
{
    auto* line = new QLineSeries;
    line->setPen(pen);
    for (const double value : {horizontal().spec().low, horizontal().spec().high})
        line->append(horizontal().onAxis(value), vertical().onAxis(factor * value));
    add(line, name, InLegend::no);
}

/// The diagonal where estimate and measurement meet, and a factor of two around it.
void ErrorPlot::addBand()
{
    const ThemeColors& colors = themeColors(palette());
    auto* band = new QAreaSeries(new QLineSeries, new QLineSeries);
    band->upperSeries()->setParent(band);
    band->lowerSeries()->setParent(band);
    for (const double value : {horizontal().spec().low, horizontal().spec().high}) {
        band->upperSeries()->append(horizontal().onAxis(value), vertical().onAxis(value * kBand));
        band->lowerSeries()->append(horizontal().onAxis(value), vertical().onAxis(value / kBand));
    }
    band->setBrush(colors.track);
    band->setPen(Qt::NoPen);
    add(band, tr("within a factor of two"), InLegend::no);
    addLegend(tr("within a factor of two"), colors.track);
    addLine(tr("as measured"), 1.0, QPen(colors.mutedText, 1.0));
}

void ErrorPlot::addFamily(const std::string& family, bool own)
{
    QList<QPointF> points;
    for (const int index : m_rows)
        if (row(index).family == family && row(index).own == own)
            points.append(
                {horizontal().onAxis(row(index).value.measured), vertical().onAxis(row(index).value.predicted)});
    if (points.isEmpty())
        return;
    const ThemeColors& colors = themeColors(palette());
    QColor fill = categoryColor(familyColor(family), colors.dark);
    fill.setAlpha(170);
    auto* dots = new QScatterSeries;
    dots->setMarkerSize(kDot);
    dots->setMarkerShape(own ? QScatterSeries::MarkerShapeRectangle : QScatterSeries::MarkerShapeCircle);
    dots->setBrush(fill);
    dots->setPen(own ? QPen(colors.text, 1.5) : QPen(Qt::NoPen));
    dots->replace(points);
    add(dots, own ? tr("%1, own").arg(familyText(family)) : familyText(family), InLegend::yes);
}

void ErrorPlot::compose()
{
    addAxes();
    addBand();
    const auto before = [](const std::string& a, const std::string& b) { return familyPlace(a) < familyPlace(b); };
    std::set<std::string, decltype(before)> families(before);
    for (const int index : m_rows)
        families.insert(row(index).family);
    for (const std::string& family : families)
        for (const bool own : {false, true})
            addFamily(family, own);
}

void ErrorPlot::drawAbove(QPainter& painter)
{
    painter.setClipRect(area());
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(themeColors(palette()).accent, 2.0));
    for (const int index : {m_hovered, m_current}) {
        if (index < 0 || std::find(m_rows.begin(), m_rows.end(), index) == m_rows.end())
            continue;
        const ScoredValue& value = row(index).value;
        if (value.low && value.high)
            painter.drawLine(pointOf(value.measured, *value.low), pointOf(value.measured, *value.high));
        painter.drawEllipse(positionOf(index), kDot / 2.0 + 3.0, kDot / 2.0 + 3.0);
    }
}

QString ErrorPlot::describe(const QPointF& at) const
{
    const int index = rowAt(at);
    if (index < 0)
        return {};
    const ScoredRow& shown = row(index);
    return QStringLiteral("%1, %2\n%3 → %4 (%5)\n%6")
        .arg(QString::fromStdString(shown.measurement.model), QString::fromStdString(shown.measurement.target),
             metricValueText(shown.metric, shown.value.measured), metricValueText(shown.metric, shown.value.predicted),
             changeText(shown.value.error()), QString::fromStdString(shown.measurement.toolchain));
}

void ErrorPlot::hover(const std::optional<QPointF>& at)
{
    const int index = at ? rowAt(*at) : -1;
    if (std::exchange(m_hovered, index) != index)
        redraw();
}

void ErrorPlot::choose(const QPointF& at)
{
    if (const int index = rowAt(at); index >= 0) {
        setCurrent(index);
        Q_EMIT chosen(index);
    }
}

/// Walks the dots from small to large.
void ErrorPlot::step(int direction)
{
    if (m_rows.empty())
        return;
    std::vector<int> order = m_rows;
    std::stable_sort(order.begin(), order.end(), [this](int a, int b) { return middle(row(a)) < middle(row(b)); });
    const auto here = std::find(order.begin(), order.end(), m_current);
    const auto last = static_cast<std::ptrdiff_t>(order.size()) - 1;
    const std::ptrdiff_t next =
        here == order.end() ? 0 : std::clamp<std::ptrdiff_t>(here - order.begin() + direction, 0, last);
    setCurrent(order[static_cast<std::size_t>(next)]);
    Q_EMIT chosen(m_current);
}

} // namespace tenbin
