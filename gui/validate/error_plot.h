// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include "engine/validation/validation.h"
#include "gui/charts/chart_view.h"

namespace tenbin {

/// Estimated against measured on logarithmic axes, a dot a row, the ideal as a
/// diagonal. One metric at a time: the axes have one unit.
class ErrorPlot final : public ChartView {
    Q_OBJECT
public:
    explicit ErrorPlot(QWidget* parent = nullptr);

    /// `rows` index report->scored; they all have `metric`.
    void setRows(std::shared_ptr<const ValidationReport> report, std::vector<int> rows, const std::string& metric);
    void setCurrent(int row);
    int current() const { return m_current; }
    /// Middle of a row's dot; for tests.
    QPointF positionOf(int row) const;

    QSize minimumSizeHint() const override { return {320, 240}; }
    QSize sizeHint() const override { return {560, 480}; }

Q_SIGNALS:
    void chosen(int row);

protected:
    QString title() const override { return {}; }
    QString emptyText() const override;
    void compose() override;
    void drawAbove(QPainter& painter) override;
    QString describe(const QPointF& at) const override;
    void hover(const std::optional<QPointF>& at) override;
    void choose(const QPointF& at) override;
    void step(int direction) override;
    QString fileName() const override;

private:
    const ScoredRow& row(int index) const { return m_report->scored[static_cast<std::size_t>(index)]; }
    int rowAt(const QPointF& position) const;
    void addAxes();
    void addBand();
    void addLine(const QString& name, double factor, const QPen& pen);
    void addFamily(const std::string& family, bool own);

    std::shared_ptr<const ValidationReport> m_report;
    std::vector<int> m_rows;
    std::string m_metric;
    int m_current = -1, m_hovered = -1;
};

} // namespace tenbin
