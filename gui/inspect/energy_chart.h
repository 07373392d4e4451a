// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/inspect/inspection_chart.h"

namespace tenbin {

/// Joules of each layer stacked by component, and what an inference takes beside them.
class EnergyChart final : public InspectionChart {
    Q_OBJECT
public:
    using InspectionChart::InspectionChart;
    /// Height of a layer's stack in pixels; for tests.
    double heightOf(std::size_t layer) const;

protected:
    void take() override;
    QString title() const override;
    std::vector<LegendEntry> legend() const override;
    QString emptyText() const override;
    void draw(QPainter& painter, const QRectF& area) override;
    QMargins margins() const override;
    QString describe(const QPointF& at) const override;
    void choose(const QPointF& at) override;
    QString lengthText(double op) const override;

private:
    void drawStack(QPainter& painter, const EnergyStack& stack, double left, double width) const;

    double m_top = 1e-12; ///< joules at the top of the axis
};

} // namespace tenbin
