// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QColor>
#include <QWidget>

class QMenu;

namespace tenbin {

/// What charts have in common: a horizontal axis that zooms to the pointer and pans,
/// measuring between two points, tooltips, keys, and saving as SVG or PNG.
///
/// Wheel zooms, drag pans, shift-drag measures, double click or 0 resets, + and - zoom,
/// left and right choose the neighbour.
class ChartView : public QWidget {
    Q_OBJECT
public:
    explicit ChartView(QWidget* parent = nullptr);

    /// The axis runs from 0 to `length`; the view is reset where the length changed.
    void setLength(double length);
    void resetView();
    bool isZoomed() const { return m_from > 0.0 || m_to < m_length; }
    double visibleFrom() const { return m_from; }
    double visibleTo() const { return m_to; }

    /// Draws the chart into any device of `size`.
    void render(QPainter& painter, const QSize& size);
    bool save(const QString& path);
    /// At twice the size, for screens that show it so.
    QImage picture();
    void copyImage();
    void askAndSave();

    QSize minimumSizeHint() const override { return {160, 96}; }

protected:
    virtual QString title() const = 0;
    struct LegendEntry {
        QString text;
        QColor color;
        int key = -1; ///< the chart's own, for drawSwatch()
    };
    /// What the colours mean: stands beside the title, or in lines of its own where there is no room.
    virtual std::vector<LegendEntry> legend() const { return {}; }
    virtual int swatchWidth() const;
    virtual void drawSwatch(QPainter& painter, const QRectF& place, const LegendEntry& entry) const;
    virtual void draw(QPainter& painter, const QRectF& area) = 0;
    /// Text that stands instead of a chart; empty: there is something to draw.
    virtual QString emptyText() const = 0;
    virtual QMargins margins() const;
    /// What lies under a point, for the tooltip; empty: nothing.
    virtual QString describe(const QPointF& /*point*/) const { return {}; }
    virtual void choose(const QPointF& /*point*/) {}
    virtual void step(int /*direction*/) {}
    /// What a picture is called that is saved, without its ending.
    virtual QString fileName() const;
    virtual QString lengthText(double /*value*/) const { return {}; }
    /// The label of a tick of an axis that ends at `last`: lengthText() where the unit does not depend on the size.
    virtual QString tickText(double value, double last) const;
    /// False: nothing to zoom (the wheel scrolls what is around).
    virtual bool zooms() const { return true; }

    double xOf(double value) const;
    double valueAt(double x) const;
    QRectF area() const { return m_area; }
    double length() const { return m_length; }
    void drawFrame(QPainter& painter, const QRectF& area) const;
    /// Ticks of the horizontal axis with labels by tickText().
    void drawTicks(QPainter& painter, const QRectF& area, const QString& caption) const;

    void paintEvent(QPaintEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QRectF areaOf(const QSize& size) const;
    /// Legend entries a line for a chart of that width; the first line is the title's.
    std::vector<std::vector<LegendEntry>> legendLines(double width) const;
    double widthOf(const std::vector<LegendEntry>& line) const;
    void drawHead(QPainter& painter) const;
    void zoom(double factor, double around);
    void drawMeasure(QPainter& painter) const;

    double m_length = 0.0, m_from = 0.0, m_to = 0.0;
    QRectF m_area;
    std::optional<QPointF> m_pressed;
    bool m_dragged = false, m_measuring = false;
    double m_measureFrom = 0.0, m_measureTo = 0.0;
};

/// Steps of 1, 2 or 5 times a power of ten, at most `most` between the two ends.
std::vector<double> niceTicks(double from, double to, int most);

/// A perceptually uniform scale (after cividis) from 0 to 1; lighter is more in both themes' sense.
QColor heatColor(double share, bool dark);

} // namespace tenbin
