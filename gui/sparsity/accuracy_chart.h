// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/charts/chart_view.h"
#include "gui/sparsity/sparsity_session.h"

namespace tenbin {

/// A chart with accuracy upwards: its scale, grid, error bars and marks. Each width of weights has its own
/// mark, so that nothing is told by colour alone.
class AccuracyChart : public ChartView {
    Q_OBJECT
public:
    AccuracyChart(SparsitySession& session, QWidget* parent);

    QSize sizeHint() const override { return {460, 320}; }

protected:
    /// A point of the chart that answers to the pointer.
    struct Spot {
        QPointF at;
        std::size_t series = 0, position = 0;
        QString text;
    };

    QMargins margins() const override;
    QString describe(const QPointF& at) const override;
    void choose(const QPointF& at) override;
    void step(int by) override;

    /// Shows low … high (percent), widened to round numbers.
    void setScale(double low, double high);
    double yOf(double percent) const;
    void drawAccuracyAxis(QPainter& painter, const QRectF& area, const QString& caption) const;
    void drawErrorBar(QPainter& painter, double x, const Accuracy& accuracy, double shift) const;
    static void drawMark(QPainter& painter, QPointF at, int bits, bool filled, double size);
    void drawRing(QPainter& painter, QPointF at) const;
    /// How an entry of the legend is drawn; bits 0: a line without a mark.
    struct LegendMark {
        Qt::PenStyle line = Qt::SolidLine;
        int bits = 8;
        bool filled = true;
    };
    virtual LegendMark legendMark(int /*key*/) const { return {}; }
    int swatchWidth() const override { return 22; }
    void drawSwatch(QPainter& painter, const QRectF& place, const LegendEntry& entry) const override;

    SparsitySession& m_session;
    std::vector<Spot> m_spots;

private:
    const Spot* spotAt(const QPointF& at) const;

    double m_low = 0.0, m_high = 100.0;
};

/// Colour of a method, the same in every chart.
QColor methodColour(PruningMethod method, const QPalette& palette);

} // namespace tenbin
