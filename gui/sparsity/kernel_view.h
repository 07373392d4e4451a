// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/charts/chart_view.h"
#include "gui/sparsity/sparsity_session.h"

namespace tenbin {

/// The kernels of one layer of the current point with the coordinates that are left: one small square an
/// input channel, one row a group of output channels that share coordinates. Darkness is the share of the
/// group's weights that is left; a coordinate where nothing is left stays empty.
class KernelView final : public ChartView {
    Q_OBJECT
public:
    KernelView(SparsitySession& session, QWidget* parent = nullptr);
    /// Row of the current point's layers.
    void setLayer(int row);

    QSize sizeHint() const override { return {420, 200}; }

protected:
    QString title() const override;
    void drawAbove(QPainter& painter) override;
    QString emptyText() const override;
    QString describe(const QPointF& at) const override;
    QMargins room() const override { return {0, 0, 0, fontMetrics().height() + 6}; }

private:
    struct Grid {
        double cell = 0.0, gap = 0.0; ///< pixels of a coordinate, between kernels
        std::int64_t across = 0;      ///< kernels in a line of the picture
        std::int64_t shown = 0;       ///< kernels that have room
        double pitchX = 0.0, pitchY = 0.0;
    };
    void refresh();
    Grid gridFor(const QRectF& area) const;
    void drawKernel(QPainter& painter, QPointF at, const Grid& grid, std::int64_t kernel) const;

    SparsitySession& m_session;
    int m_layer = 0;
    KernelShares m_kernels;
    QString m_name;
};

} // namespace tenbin
