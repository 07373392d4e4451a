// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/charts/chart_view.h"
#include "gui/sparsity/sparsity_session.h"

namespace tenbin {

/// Loss over the epochs of a run; where a point begins stands a line.
class LossChart final : public ChartView {
    Q_OBJECT
public:
    LossChart(SparsitySession& session, QWidget* parent = nullptr);

protected:
    QString title() const override;
    void compose() override;
    QString emptyText() const override;
    QString describe(const QPointF& at) const override;

private:
    void addLine(const QList<QPointF>& points, const QPen& pen, const QString& name);

    SparsitySession& m_session;
};

} // namespace tenbin
