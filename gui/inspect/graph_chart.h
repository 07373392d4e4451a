// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/inspect/inspection_chart.h"

namespace tenbin {

/// The network as a layered graph, from left to right, with heat by what it costs.
class GraphChart final : public InspectionChart {
    Q_OBJECT
public:
    enum class Heat { latency, energy, memory };

    using InspectionChart::InspectionChart;
    void setFold(bool fold);
    void setHeat(Heat heat);
    const GraphLayout& layout() const { return m_layout; }
    QRectF rectOf(const GraphNode& node) const;

protected:
    void take() override;
    QString title() const override;
    void compose() override;
    void drawAbove(QPainter& painter) override;
    QMargins room() const override { return {0, 0, 0, 2 * fontMetrics().height()}; }
    Table drawn() override;
    QString describe(const QPointF& at) const override;
    void choose(const QPointF& at) override;

private:
    double costOf(const GraphNode& node) const;
    const GraphNode* nodeAt(const QPointF& at) const;
    QString heatText(double cost) const;

    GraphLayout m_layout;
    std::vector<double> m_costs; ///< by node
    double m_highest = 1.0;
    bool m_fold = false;
    Heat m_heat = Heat::latency;
};

} // namespace tenbin
