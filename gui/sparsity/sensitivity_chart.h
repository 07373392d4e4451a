// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/charts/chart_view.h"
#include "gui/sparsity/sparsity_session.h"

namespace tenbin {

/// What pruning each layer alone costs: a line a layer, accuracy against the zeros of that layer.
class SensitivityChart final : public ChartView {
    Q_OBJECT
public:
    SensitivityChart(SparsitySession& session, QWidget* parent = nullptr);

protected:
    QString title() const override;
    QString emptyText() const override;
    void compose() override;
    QString describe(const QPointF& at) const override;

private:
    QColor colourOf(std::size_t layer) const;
    void addAxes();
    void addLayer(std::size_t layer);
    void addDense();

    SparsitySession& m_session;
};

} // namespace tenbin
