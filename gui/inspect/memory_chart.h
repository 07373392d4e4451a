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
    QString title() const override;
    QString emptyText() const override;
    void compose() override;
    void drawBeneath(QPainter& painter) override;
    void drawAbove(QPainter& painter) override;
    QMargins room() const override;
    QString describe(const QPointF& at) const override;
    void choose(const QPointF& at) override;
    Table drawn() override;

private:
    double topBytes() const;
    int bankCount() const;
    std::optional<Bytes> pinnedPeak() const;
    QString peakText() const;
    QColor colorOfBlock(const MemoryBlock& block) const;
    QString describe(const MemoryBlock& block) const;
    void addRoles();
    void addBars(const AxisUnit& unit);
    void addLimit(const QString& name, double bytes, const QColor& color);
    void drawBlock(QPainter& painter, const MemoryBlock& block) const;
    void drawLimit(QPainter& painter, double bytes, const QString& text) const;
    void drawBanks(QPainter& painter) const;

    int m_memory = -1;
    Mode m_mode = Mode::addresses;
    bool m_byAccess = false;
};

} // namespace tenbin
