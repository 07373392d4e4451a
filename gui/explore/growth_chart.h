// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/charts/chart_view.h"
#include "gui/explore/explore_session.h"

namespace tenbin {

/// The front's hypervolume against the number of designs that were evaluated: whether more of them would help.
class GrowthChart final : public ChartView {
    Q_OBJECT
public:
    explicit GrowthChart(ExploreSession& session, QWidget* parent = nullptr);

protected:
    QString title() const override;
    QString emptyText() const override;
    void compose() override;

private:
    ExploreSession& m_session;
};

} // namespace tenbin
