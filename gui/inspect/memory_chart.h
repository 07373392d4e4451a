// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/inspect/inspection_chart.h"

namespace tenbin {

/// Address against time, or live bytes against the limit, for one memory.
class MemoryChart final : public InspectionChart {
    Q_OBJECT
public:
    enum class Mode { addresses, bars };

    using InspectionChart::InspectionChart;

    void setMemory(int memory);
    void setMode(Mode mode);
    /// True: heat by how often a block is touched; false: colour by what it holds.
    void setHeat(bool byAccess);
    QRectF rectOf(const MemoryBlock& block) const;
    const MemoryMap* map() const;

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
    double yOf(double bytes) const;
    double topBytes() const;
    int bankCount() const;
    QString peakText() const;
    QColor colorOfBlock(const MemoryBlock& block) const;
    void drawAddresses(QPainter& painter);
    void drawBars(QPainter& painter);
    void drawLimits(QPainter& painter, const QRectF& area);

    int m_memory = -1;
    Mode m_mode = Mode::addresses;
    bool m_byAccess = false;
};

} // namespace tenbin
