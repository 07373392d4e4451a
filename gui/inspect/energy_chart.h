// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/inspect/inspection_chart.h"

namespace tenbin {

/// Joules of each layer stacked by component, and above them those of the whole inference as one strip: what an
/// inference takes beside its layers would leave nothing of them on their own scale.
class EnergyChart final : public InspectionChart {
    Q_OBJECT
public:
    using InspectionChart::InspectionChart;
    /// Height of a layer's stack in pixels; for tests.
    double heightOf(std::size_t layer) const;
    /// Part of the strip that a component takes.
    QRectF stripOf(EnergyComponent component) const;

protected:
    void take() override;
    QString title() const override;
    QString emptyText() const override;
    void compose() override;
    void drawAbove(QPainter& painter) override;
    QMargins room() const override;
    QString describe(const QPointF& at) const override;
    void choose(const QPointF& at) override;

private:
    QRectF strip() const;
    QString describeStack(const QString& title, const EnergyStack& stack) const;
    void drawPinned(QPainter& painter) const;

    double m_top = 1e-12; ///< joules at the top of the axis
};

} // namespace tenbin
