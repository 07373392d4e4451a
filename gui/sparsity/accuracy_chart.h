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
        double x = 0.0, percent = 0.0;
        std::size_t series = 0, position = 0;
        QString text;
    };
    /// How a line and its points look: the width of the weights by the mark, retrained filled and solid.
    struct Look {
        QColor colour;
        int bits = 8;
        bool filled = true;
        Qt::PenStyle line = Qt::SolidLine;
        double width = 1.5;
    };

    void drawAbove(QPainter& painter) override;
    QString describe(const QPointF& at) const override;
    void choose(const QPointF& at) override;
    void step(int by) override;

    /// The axis of accuracy over low … high (percent), widened to round numbers.
    void setAccuracyAxis(const QString& title, double low, double high);
    /// Values as the engine has them.
    void addLine(const QList<QPointF>& values, const Look& look, const QString& name);
    void addMarks(const QList<QPointF>& values, const Look& look, const QString& name, InLegend inLegend);
    void drawErrorBar(QPainter& painter, double x, const Accuracy& accuracy, double shift) const;

    SparsitySession& m_session;
    std::vector<Spot> m_spots; ///< compose() fills them

private:
    QList<QPointF> onAxes(const QList<QPointF>& values) const;
    const Spot* spotAt(const QPointF& at) const;
};

/// Colour of a method, the same in every chart.
QColor methodColour(PruningMethod method, const QPalette& palette);

} // namespace tenbin
