// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/inspect/inspection_chart.h"

namespace tenbin {

/// MACs a second against MACs a byte, on logarithmic axes, below the ceilings.
class RooflineChart final : public InspectionChart {
    Q_OBJECT
public:
    using InspectionChart::InspectionChart;
    QPointF positionOf(const RooflineDot& dot) const;

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
    const RooflineDot* dotAt(const QPointF& at) const;
    void drawGrid(QPainter& painter, const QRectF& area) const;
    void drawRoof(QPainter& painter, const QRectF& area) const;

    double m_lowX = -1, m_highX = 3, m_lowY = 6, m_highY = 12; ///< decimal logarithms
};

} // namespace tenbin
