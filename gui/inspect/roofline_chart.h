// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/inspect/inspection_chart.h"

namespace tenbin {

/// MACs a second against MACs a byte of one memory, on logarithmic axes, below what that memory and the array allow.
class RooflineChart final : public InspectionChart {
    Q_OBJECT
public:
    using InspectionChart::InspectionChart;
    QPointF positionOf(const RooflineDot& dot) const { return pointOf(dot.macsPerByte, dot.macsPerSecond); }
    /// Height of the lower roof over a dot, in pixels.
    double roofOver(const RooflineDot& dot) const;
    /// Of the memory with this name, or of the first one that has dots.
    void setMemory(const QString& name);
    /// What is drawn; null: there is nothing.
    const Roofline* roofline() const { return of(m_present); }

protected:
    QString title() const override;
    QString emptyText() const override;
    void compose() override;
    void drawAbove(QPainter& painter) override;
    QString describe(const QPointF& at) const override;
    void choose(const QPointF& at) override;

private:
    const Roofline* of(const InspectionPtr& inspection) const;
    const RooflineDot* dotAt(const QPointF& at) const;
    void addAxes();
    void addRoofs();
    void addDots(const Roofline& roofline);
    void addPinned(const Roofline& roofline);
    void addLine(const QString& name, const QPen& pen, const QPointF& from, const QPointF& to);
    void labelRoofs(QPainter& painter) const;
    void labelHeaviest(QPainter& painter) const;

    std::string m_memory; ///< as the user chose; empty: the one that takes most time
};

} // namespace tenbin
