// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/charts/chart_view.h"
#include "gui/sparsity/sparsity_session.h"

namespace tenbin {

/// Some samples of the test data as they are decoded, each with its class and the network's answer.
class SampleStrip final : public ChartView {
    Q_OBJECT
public:
    SampleStrip(SparsitySession& session, QWidget* parent = nullptr);
    QSize sizeHint() const override { return {420, 160}; }

protected:
    QString title() const override;
    void drawAbove(QPainter& painter) override;
    QString emptyText() const override;

private:
    void rebuild();

    SparsitySession& m_session;
    std::vector<QImage> m_images;
};

} // namespace tenbin
