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
    /// New data: derive what is drawn.
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
    /// Colours and names of the operator categories that take time, into the legend.
    void addCategories();
    /// The operators in execution order along an axis: operator i stands from i - 0.5 to i + 0.5.
    static AxisSpec operatorAxis(const QString& title, std::size_t count);
    /// Time from zero to `length`.
    static AxisSpec timeAxis(double seconds);
    /// The operator at a place of operatorAxis().
    std::optional<std::size_t> positionAt(double x, std::size_t count) const;
    /// A frame over the whole height of the selected operator.
    void drawSelected(QPainter& painter) const;

    Workspace& m_workspace;
    InspectionPtr m_present, m_pinned;
};

} // namespace tenbin
