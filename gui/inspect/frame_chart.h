// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inspection/frame_timing.h"
#include "gui/inspect/inspection_chart.h"

namespace tenbin {

/// Several frames through readout, link, inference and output.
class FrameChart final : public InspectionChart {
    Q_OBJECT
public:
    using InspectionChart::InspectionChart;
    void setTiming(FrameTiming timing, const QString& camera);
    const FrameTiming& timing() const { return m_timing; }
    QRectF rectOf(const FrameBar& bar) const;

protected:
    QString title() const override;
    QString emptyText() const override;
    void compose() override;
    void drawAbove(QPainter& painter) override;
    QMargins room() const override;
    QString describe(const QPointF& at) const override;
    Table drawn() override;

private:
    /// Stages that take time, in order: a lane each.
    std::vector<FrameStage> shownStages() const;
    double laneHeight(std::size_t lanes) const;

    FrameTiming m_timing;
    QString m_camera;
};

QString stageText(FrameStage stage);

} // namespace tenbin
