// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/inspect/inspection_chart.h"

namespace tenbin {

/// MACs a second against MACs a byte of one memory, on logarithmic axes, below what that memory and the array allow.
class RooflineChart final : public InspectionChart {
    Q_OBJECT
public:
    using InspectionChart::InspectionChart;
    QPointF positionOf(const RooflineDot& dot) const;
    /// Of the memory with this name, or of the first one that has dots.
    void setMemory(const QString& name);
    /// What is drawn; null: there is nothing.
    const Roofline* roofline() const { return of(m_present); }

protected:
    void take() override;
    QString title() const override;
    std::vector<LegendEntry> legend() const override { return categoryLegend(); }
    QString emptyText() const override;
    void draw(QPainter& painter, const QRectF& area) override;
    QMargins margins() const override;
    QString describe(const QPointF& at) const override;
    void choose(const QPointF& at) override;
    bool zooms() const override { return false; }

private:
    QPointF map(double macsPerByte, double macsPerSecond) const;
    const Roofline* of(const InspectionPtr& inspection) const;
    const RooflineDot* dotAt(const QPointF& at) const;
    void drawGrid(QPainter& painter, const QRectF& area) const;
    void drawRoof(QPainter& painter, const QRectF& area) const;

    std::string m_memory; ///< as the user chose; empty: the one that takes most time
    double m_lowX = -1, m_highX = 3, m_lowY = 6, m_highY = 12; ///< decimal logarithms
};

} // namespace tenbin
