// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QWidget>

#include "gui/explore/explore_session.h"

namespace tenbin {

/// Two figures of every point as a cloud on an image, the front of the two as a staircase on top.
/// Wheel zooms, drag pans, shift-drag brushes, double-click on nothing resets; hover names a design, a click
/// pins it, a double click puts it on the board.
class ScatterPlot final : public QWidget {
    Q_OBJECT
public:
    explicit ScatterPlot(ExploreSession& session, QWidget* parent = nullptr);

    /// Dimension that colours the points; the target by default.
    void setColourBy(std::size_t dimension);
    /// Dimension that sizes them; nothing: all alike.
    void setSizeBy(std::optional<std::size_t> dimension);
    /// Row under a position, if one is near.
    std::optional<std::uint32_t> rowAt(QPointF position) const;
    QPointF positionOf(std::uint32_t row) const;
    QSize sizeHint() const override { return {640, 380}; }
    QSize minimumSizeHint() const override { return {320, 220}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void invalidate();
    void drawCloud();
    void drawAxes(QPainter& painter) const;
    void drawFront(QPainter& painter) const;
    void drawMarks(QPainter& painter) const;
    void drawLegend(QPainter& painter) const;
    QRectF plotArea() const;
    QRgb colourOf(std::size_t row) const;
    std::size_t xDimension() const { return *m_session.data()->dimensionOf(m_session.plotX()); }
    std::size_t yDimension() const { return *m_session.data()->dimensionOf(m_session.plotY()); }
    void brush(const QRectF& pixels);

    ExploreSession& m_session;
    QImage m_cloud;
    std::vector<std::uint32_t> m_owner; ///< row + 1 a pixel of the cloud; 0: none
    bool m_dirty = true;
    QRectF m_view{0.0, 0.0, 1.0, 1.0}; ///< what of the unit square is shown, y upwards
    std::size_t m_colourBy = 0;
    std::optional<std::size_t> m_sizeBy;
    std::vector<QRgb> m_palette;
    QPointF m_pressed, m_last;
    bool m_moved = false;
    QRectF m_rubber;
};

} // namespace tenbin
