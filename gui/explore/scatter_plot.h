// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>

#include "gui/charts/chart_view.h"
#include "gui/explore/explore_session.h"

namespace tenbin {

/// Two figures of every point as a cloud on an image beneath the series of the chart: the front of the two as a
/// staircase, its knee, the pins.
/// Shift-drag brushes, double-click on nothing resets; hover names a design, a click pins it, a double click puts it
/// on the board.
class ScatterPlot final : public ChartView {
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
    QString title() const override { return {}; }
    QString emptyText() const override;
    void compose() override;
    void drawBeneath(QPainter& painter) override;
    void drawAbove(QPainter& painter) override;
    QString describe(const QPointF& at) const override;
    void hover(const std::optional<QPointF>& at) override;
    void choose(const QPointF& at) override;
    void brush(const QRectF& pixels) override;
    bool brushes() const override { return m_session.data() != nullptr; }
    Table drawn() override;
    QString fileName() const override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;

private:
    /// Where the places of a dimension, 0 … 1, lie along an axis.
    struct Scale {
        double atZero = 0.0, perPlace = 1.0;
        double share(float place) const { return atZero + perPlace * static_cast<double>(place); }
        float place(double share) const { return static_cast<float>((share - atZero) / perPlace); }
        bool operator==(const Scale&) const = default;
    };
    void redrawCloud();
    void drawCloud(const Scale& x, const Scale& y, const QSize& size);
    void drawPoint(std::size_t row, double u, double v);
    Scale scaleOf(const ChartAxis& axis, std::size_t dimension) const;
    QPointF valuesOf(std::uint32_t row) const;
    QPointF onAxes(std::uint32_t row) const;
    void addFront();
    void addMarks(const QString& name, const QList<QPointF>& points, const QColor& fill, const QPen& pen, bool square);
    void addTargets();
    void drawKnee(QPainter& painter) const;
    void drawScale(QPainter& painter) const;
    QRgb colourOf(std::size_t row) const;
    bool wanted(std::size_t row) const { return m_session.data()->admitted(row) && m_session.brushed(row); }
    bool colouredByTarget() const;
    std::size_t xDimension() const { return *m_session.data()->dimensionOf(m_session.plotX()); }
    std::size_t yDimension() const { return *m_session.data()->dimensionOf(m_session.plotY()); }

    ExploreSession& m_session;
    QImage m_cloud;
    Scale m_cloudX, m_cloudY;           ///< as the cloud was drawn
    std::vector<std::uint32_t> m_owner; ///< row + 1 a pixel of the cloud; 0: none
    bool m_dirty = true;
    std::size_t m_colourBy = 0;
    std::optional<std::size_t> m_sizeBy;
    std::vector<QRgb> m_palette;
};

} // namespace tenbin
