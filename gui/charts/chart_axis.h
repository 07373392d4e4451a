// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QtCharts/QAbstractAxis>

#include "gui/charts/axis_unit.h"

class QChart;

namespace tenbin {

/// Octaves: logarithmic with powers of two at the ticks, for bytes.
enum class AxisScale : std::uint8_t { linear, decades, octaves };

/// What an axis spans. Values are in the unit of the engine (seconds, joules, bytes); AxisUnit is what is written.
struct AxisSpec {
    QString title;
    AxisUnit unit{};
    double low = 0.0, high = 1.0;
    AxisScale scale = AxisScale::linear;
    QStringList names{}; ///< instead of numbers
    bool whole = false;  ///< ticks at whole numbers alone: positions of operators
    bool zooms = true;
    bool hidden = false; ///< zooms what has no scale: a graph
};

/// Names along an axis, the first at 0, the next at 1.
AxisSpec categoryAxis(const QStringList& names);

/// One axis of a chart: what it spans, what of that is seen, and the axis of Qt Charts that shows it.
class ChartAxis {
public:
    /// What is seen stays where the span does.
    void set(const AxisSpec& spec);
    const AxisSpec& spec() const { return m_spec; }
    /// A new axis of Qt Charts at an edge of the chart, which owns it.
    void addTo(QChart& chart, Qt::Alignment edge);
    QAbstractAxis* axis() const { return m_axis; }
    /// Nothing is there to be asked until the next addTo().
    void release() { m_axis = nullptr; }
    /// Ticks and range for an axis so many pixels long with labels so many pixels apart.
    void fit(double pixels, double labelPixels);

    /// Place of a value between the ends of what is seen: 0 … 1, or outside.
    double share(double value) const;
    double valueAt(double share) const;
    /// The number that the axis shows for a value.
    double onAxis(double value) const { return value / m_spec.unit.size; }
    double visibleLow() const { return valueAt(0.0); }
    double visibleHigh() const { return valueAt(1.0); }

    bool zoomed() const { return m_from > 0.0 || m_to < 1.0; }
    void zoom(double factor, double share);
    /// Moves what is seen by a part of its width.
    void pan(double share);
    void showAll();

private:
    QAbstractAxis* newAxis() const;
    double place(double value) const; ///< in the whole span, 0 … 1
    void fitLinear(double labels);
    void fitLogarithmic(double labels);

    AxisSpec m_spec;
    QAbstractAxis* m_axis = nullptr;
    double m_from = 0.0, m_to = 1.0; ///< what is seen, as places
};

/// Of 1, 2 and 5 times a power of ten the smallest step with which `span` has at most `most` steps.
double niceStep(double span, double most);

} // namespace tenbin
