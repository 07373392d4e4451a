// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/exploration/progress_curves.h"
#include "gui/charts/chart_view.h"
#include "gui/explore/explore_session.h"

namespace tenbin {

/// How many designs have which value of the figure that the scatter shows upwards: all that keep the constraints, and
/// of these the brushed ones.
class DistributionChart final : public ChartView {
    Q_OBJECT
public:
    explicit DistributionChart(ExploreSession& session, QWidget* parent = nullptr);

protected:
    QString title() const override;
    QString emptyText() const override;
    void compose() override;
    QString describe(const QPointF& at) const override;

private:
    std::vector<double> values(bool brushedAlone) const;
    void addSteps(const Histogram& histogram, const QString& name, const QColor& color);

    ExploreSession& m_session;
    Histogram m_all, m_brushed;
};

} // namespace tenbin
