// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include "engine/validation/statistics.h"
#include "engine/validation/validation.h"
#include "gui/charts/chart_view.h"

namespace tenbin {

/// How estimates lie beside measurements, a box a family: estimated over measured, on a logarithmic axis.
class ErrorBoxes final : public ChartView {
    Q_OBJECT
public:
    explicit ErrorBoxes(QWidget* parent = nullptr);

    /// `rows` index report->scored; they all have one metric.
    void setRows(std::shared_ptr<const ValidationReport> report, const std::vector<int>& rows);

protected:
    QString title() const override;
    QString emptyText() const override;
    void compose() override;
    QString describe(const QPointF& at) const override;

private:
    struct Box {
        std::string family;
        std::size_t rows = 0;
        Spread ratio; ///< estimated over measured
    };
    void addBoxes();

    bool m_waiting = true;
    std::vector<Box> m_boxes;
};

} // namespace tenbin
