// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QWidget>

#include "gui/explore/explore_session.h"

namespace tenbin {

/// One vertical axis a dimension that varies, one line a design. Dragging along an axis brushes it, a click
/// takes the brush away. Of very many designs an even sample is drawn.
class ParallelPlot final : public QWidget {
    Q_OBJECT
public:
    explicit ParallelPlot(ExploreSession& session, QWidget* parent = nullptr);

    /// Dimensions that have an axis, from left to right.
    const std::vector<std::size_t>& axes() const { return m_axes; }
    QPointF positionOn(std::size_t axis, float place) const;
    QSize sizeHint() const override { return {640, 230}; }
    QSize minimumSizeHint() const override { return {320, 150}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void invalidate();
    void chooseAxes();
    void drawLines();
    void drawLine(QPainter& painter, std::size_t row) const;
    void drawAxis(QPainter& painter, std::size_t axis) const;
    QString placeText(std::size_t dimension, float place) const;
    std::optional<std::size_t> axisAt(QPointF position) const;
    float placeAt(double y) const;

    ExploreSession& m_session;
    std::vector<std::size_t> m_axes;
    QImage m_lines;
    bool m_dirty = true;
    std::optional<std::size_t> m_dragged; ///< axis
    float m_from = 0.0f, m_to = 0.0f;
};

} // namespace tenbin
