// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/inspect/inspection_chart.h"

namespace tenbin {

/// One inference on a time axis, a lane a hardware unit.
class TimingChart final : public InspectionChart {
    Q_OBJECT
public:
    using InspectionChart::InspectionChart;

    /// Rectangle of a bar as drawn; for tests.
    QRectF rectOf(const TimelineBar& bar) const;

protected:
    QString title() const override;
    QString emptyText() const override;
    void compose() override;
    void drawAbove(QPainter& painter) override;
    QMargins room() const override;
    QString describe(const QPointF& at) const override;
    void choose(const QPointF& at) override;
    Table drawn() override;

private:
    QRectF laneRect(Lane lane) const;
    const TimelineBar* barAt(const QPointF& at) const;
    bool has(BarPart part) const;
    void drawBars(QPainter& painter, const QRectF& area);
    void drawPinned(QPainter& painter, const QRectF& area);
};

QString laneText(Lane lane);

} // namespace tenbin
