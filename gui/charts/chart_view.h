// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include <QtCharts/QChartView>

#include "engine/tables/table.h"
#include "gui/charts/chart_axis.h"

class QAbstractSeries;

namespace tenbin {

/// What every chart of the window is: axes, series and legend of Qt Charts in the theme's colours, a place to paint
/// masses of marks inside the same plot area, tooltips, keys, and saving as SVG, PNG or CSV.
///
/// Wheel zooms, drag pans, shift-drag measures or brushes, double click or 0 resets, + and - zoom, shift with the
/// arrows pans, the arrows choose the neighbour.
class ChartView : public QChartView {
    Q_OBJECT
public:
    explicit ChartView(QWidget* parent = nullptr);

    void resetView();
    bool isZoomed() const { return m_x.zoomed() || m_y.zoomed(); }

    /// Paints the chart as it would stand in a widget of `size`.
    void render(QPainter& painter, const QSize& size);
    bool save(const QString& path);
    /// At twice the size, for screens that show it so.
    QImage picture();
    void copyImage();
    void askAndSave();
    /// What is drawn, in the units of the axes; no columns: nothing is drawn.
    Table table();

    QSize minimumSizeHint() const override { return {160, 96}; }

protected:
    virtual QString title() const = 0;
    /// Text that stands instead of a chart; empty: there is something to draw.
    virtual QString emptyText() const = 0;
    /// Gives a fresh chart its axes, series and legend by the functions below.
    virtual void compose() {}
    /// Marks painted below and above the series; the plot area is area().
    virtual void drawBeneath(QPainter& /*painter*/) {}
    virtual void drawAbove(QPainter& /*painter*/) {}
    /// Kept free around axes and plot, for texts that the chart paints itself.
    virtual QMargins room() const { return {}; }
    /// What lies under a point, for the tooltip; empty: nothing.
    virtual QString describe(const QPointF& /*point*/) const { return {}; }
    /// The pointer is over this point, or has left.
    virtual void hover(const std::optional<QPointF>& /*point*/) {}
    virtual void choose(const QPointF& /*point*/) {}
    virtual void step(int /*direction*/) {}
    /// Whether shift-drag draws a rectangle instead of measuring, and what is done with it.
    virtual bool brushes() const { return false; }
    virtual void brush(const QRectF& /*pixels*/) {}
    /// What is painted, as rows; by default the series.
    virtual Table drawn();
    /// What a picture is called that is saved, without its ending.
    virtual QString fileName() const;

    /// Other data: the chart is composed anew before it is painted next.
    void recompose();
    /// Another selection: the same chart, painted again.
    void redraw();

    // For compose()
    void setHorizontal(const AxisSpec& spec);
    void setVertical(const AxisSpec& spec);
    enum class InLegend { yes, no };
    /// The chart takes the series. Axes come before series.
    void add(QAbstractSeries* series, const QString& name, InLegend inLegend);
    /// A legend's entry for what is painted, or for several series of one colour.
    void addLegend(const QString& name, const QBrush& brush);

    const ChartAxis& horizontal() const { return m_x; }
    const ChartAxis& vertical() const { return m_y; }
    double xOf(double value) const;
    double yOf(double value) const;
    double valueAt(double x) const;
    QPointF pointOf(double x, double y) const { return {xOf(x), yOf(y)}; }
    /// The plot area as it was painted last.
    QRectF area() const { return m_plot; }
    /// Where title and legend end and room().top() begins.
    double headBottom() const { return m_headBottom; }
    /// A fresh chart where the data are new; for positions that are asked for before the first painting.
    void prepare();

    void paintEvent(QPaintEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    bool zooms() const { return (m_x.axis() && m_x.spec().zooms) || (m_y.axis() && m_y.spec().zooms); }
    void composeAnew();
    void prepareFor(const QSize& size);
    void layOut(const QSize& size);
    QRectF placeOfLegend(const QSize& size);
    int titleHeight() const;
    void drawHead(QPainter& painter, const QSize& size) const;
    void drawDragged(QPainter& painter) const;
    QString measureText() const;
    void zoom(double factor, const QPointF& around);
    void pan(double across, double up);
    void dragTo(const QMouseEvent& event);
    bool navigate(const QKeyEvent& event);

    ChartAxis m_x, m_y;
    std::vector<QAbstractSeries*> m_unlisted; ///< without a place in the legend
    QStringList m_listed;                     ///< names in the legend
    QRectF m_plot;
    double m_headBottom = 0.0;
    int m_titleWidth = 0; ///< pixels that the legend leaves to the title
    QSize m_laidOut;
    bool m_stale = true;

    std::optional<QPointF> m_pressed;
    bool m_dragged = false;
    QRectF m_rubber;                                     ///< of a brush under way
    std::optional<std::pair<double, double>> m_measured; ///< places of the pointer, in pixels
};

} // namespace tenbin
