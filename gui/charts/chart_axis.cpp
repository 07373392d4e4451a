// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/charts/chart_axis.h"

#include <algorithm>
#include <cmath>

#include <QtCharts/QBarCategoryAxis>
#include <QtCharts/QChart>
#include <QtCharts/QLogValueAxis>
#include <QtCharts/QValueAxis>

namespace tenbin {

namespace {

constexpr double kSmallestShare = 1e-6;
constexpr double kLeastRatio = 4.0; // of the ends of a logarithmic axis: below, no tick may be in sight
constexpr int kDecadeLines = 8;     // between two powers of ten

/// Digits behind the point that a multiple of the step has.
int decimalsOf(double step) { return std::max(0, static_cast<int>(-std::floor(std::log10(step) + 1e-9))); }

} // namespace

void ChartAxis::set(const AxisSpec& spec)
{
    const bool same = spec.low == m_spec.low && spec.high == m_spec.high && spec.scale == m_spec.scale;
    m_spec = spec;
    if (!same)
        showAll();
}

QAbstractAxis* ChartAxis::newAxis() const
{
    if (!m_spec.names.isEmpty()) {
        auto* names = new QBarCategoryAxis;
        names->append(m_spec.names);
        return names;
    }
    if (m_spec.scale == AxisScale::linear)
        return new QValueAxis;
    return new QLogValueAxis;
}

void ChartAxis::addTo(QChart& chart, Qt::Alignment edge)
{
    m_axis = newAxis();
    const QString& unit = m_spec.unit.name;
    m_axis->setTitleText(unit.isEmpty() ? m_spec.title : QStringLiteral("%1 (%2)").arg(m_spec.title, unit));
    m_axis->setTitleVisible(!m_spec.title.isEmpty());
    m_axis->setVisible(!m_spec.hidden);
    chart.addAxis(m_axis, edge);
}

void ChartAxis::fit(double pixels, double labelPixels)
{
    if (!m_spec.names.isEmpty())
        return;
    const double labels = std::max(2.0, pixels / labelPixels);
    if (m_spec.scale == AxisScale::linear)
        fitLinear(labels);
    else
        fitLogarithmic(labels);
}

void ChartAxis::fitLinear(double labels)
{
    auto& axis = static_cast<QValueAxis&>(*m_axis);
    const double low = onAxis(visibleLow());
    const double high = onAxis(visibleHigh());
    double step = niceStep(high - low, labels);
    if (m_spec.whole)
        step = std::max(1.0, step);
    axis.setLabelFormat(QStringLiteral("%.%1f").arg(decimalsOf(step)));
    axis.setTickAnchor(0.0);
    const bool wider = high - low > axis.max() - axis.min();
    // In this order the axis never holds a wide range and a small step, which would be thousands of ticks.
    if (wider)
        axis.setTickInterval(step);
    axis.setRange(low, high);
    axis.setTickInterval(step);
    axis.setTickType(QValueAxis::TicksDynamic);
}

void ChartAxis::fitLogarithmic(double labels)
{
    auto& axis = static_cast<QLogValueAxis&>(*m_axis);
    const double ratio = visibleHigh() / visibleLow();
    double base = m_spec.scale == AxisScale::octaves || ratio < 30.0 ? 2.0 : 10.0;
    const double power = base;
    while (std::log(ratio) / std::log(base) > labels)
        base *= power;
    axis.setBase(base);
    axis.setMinorTickCount(base == 10.0 ? kDecadeLines : 0);
    axis.setLabelFormat(QStringLiteral("%.6g")); // without digits Qt leaves a localised label empty
    axis.setRange(onAxis(visibleLow()), onAxis(visibleHigh()));
}

double ChartAxis::place(double value) const
{
    if (m_spec.scale == AxisScale::linear)
        return m_spec.high > m_spec.low ? (value - m_spec.low) / (m_spec.high - m_spec.low) : 0.0;
    return std::log(std::max(value, 1e-300) / m_spec.low) / std::log(m_spec.high / m_spec.low);
}

double ChartAxis::share(double value) const { return (place(value) - m_from) / (m_to - m_from); }

double ChartAxis::valueAt(double share) const
{
    const double place = m_from + share * (m_to - m_from);
    if (m_spec.scale == AxisScale::linear)
        return m_spec.low + place * (m_spec.high - m_spec.low);
    return m_spec.low * std::pow(m_spec.high / m_spec.low, place);
}

void ChartAxis::zoom(double factor, double share)
{
    double smallest = kSmallestShare;
    if (m_spec.scale != AxisScale::linear)
        smallest = std::min(1.0, std::log(kLeastRatio) / std::log(m_spec.high / m_spec.low));
    const double around = m_from + share * (m_to - m_from);
    const double width = std::clamp((m_to - m_from) / factor, smallest, 1.0);
    m_from = std::clamp(around - share * width, 0.0, 1.0 - width);
    m_to = m_from + width;
}

void ChartAxis::pan(double share)
{
    const double width = m_to - m_from;
    m_from = std::clamp(m_from + share * width, 0.0, 1.0 - width);
    m_to = m_from + width;
}

void ChartAxis::showAll()
{
    m_from = 0.0;
    m_to = 1.0;
}

AxisSpec categoryAxis(const QStringList& names)
{
    return {.title = {}, .low = -0.5, .high = static_cast<double>(names.size()) - 0.5, .names = names, .zooms = false};
}

double niceStep(double span, double most)
{
    if (!(span > 0.0))
        return 1.0;
    const double raw = span / std::max(1.0, most);
    const double power = std::pow(10.0, std::floor(std::log10(raw)));
    for (const double round : {1.0, 2.0, 5.0})
        if (raw <= power * round)
            return power * round;
    return power * 10.0;
}

} // namespace tenbin
