// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/charts/chart_view.h"
#include "gui/inspect/inspection.h"

namespace tenbin {

class Workspace;

/// A chart of the selected answer, with the pinned one behind it. All charts share the
/// workspace's layer.
class InspectionChart : public ChartView {
    Q_OBJECT
public:
    explicit InspectionChart(Workspace& workspace, QWidget* parent = nullptr);

    void show(InspectionPtr present, InspectionPtr pinned);

protected:
    /// New data: derive what is drawn, set the axis.
    virtual void take() {}
    QString emptyText() const override;
    void step(int direction) override;
    /// "MobileNet v2 on MAX78002 - SRAM".
    QString fileName() const override;
    /// Escape leaves the layer.
    void keyPressEvent(QKeyEvent* event) override;

    OperatorId selected() const;
    void select(OperatorId op);
    QColor colorOf(OperatorId op) const;
    /// Colours and names of the operator categories that take time.
    std::vector<LegendEntry> categoryLegend() const;

    Workspace& m_workspace;
    InspectionPtr m_present, m_pinned;
};

} // namespace tenbin
