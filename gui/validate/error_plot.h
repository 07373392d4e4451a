// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include <QWidget>

#include "engine/validation/validation.h"

namespace tenbin {

/// Estimated against measured on logarithmic axes, a dot a row, the ideal as a
/// diagonal. One metric at a time: the axes have one unit.
class ErrorPlot final : public QWidget {
    Q_OBJECT
public:
    explicit ErrorPlot(QWidget* parent = nullptr);

    /// `rows` index report->scored; they all have `metric`.
    void setRows(std::shared_ptr<const ValidationReport> report, std::vector<int> rows, const std::string& metric);
    void setCurrent(int row);
    int current() const { return m_current; }
    /// Middle of a row's dot in widget coordinates; for tests.
    QPointF positionOf(int row) const;

    QSize minimumSizeHint() const override { return {320, 240}; }
    QSize sizeHint() const override { return {560, 480}; }

Q_SIGNALS:
    void chosen(int row);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Axis {
        double low = 0.0, high = 1.0; ///< decimal logarithms
    };
    QRectF plotArea() const;
    QPointF map(double measured, double predicted) const;
    int rowAt(const QPointF& position) const;
    void drawGrid(QPainter& painter, const QRectF& area) const;
    void drawDots(QPainter& painter) const;
    void drawLegend(QPainter& painter, const QRectF& area) const;
    QColor colorOf(const ScoredRow& row) const;
    static QString describe(const ScoredRow& row);

    std::shared_ptr<const ValidationReport> m_report;
    std::vector<int> m_rows;
    std::vector<std::string> m_families; ///< in the order of familyPlace()
    std::string m_metric;
    Axis m_axis;
    int m_current = -1, m_hovered = -1;
};

} // namespace tenbin
