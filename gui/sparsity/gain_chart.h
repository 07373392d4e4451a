// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/sparsity/accuracy_chart.h"

namespace tenbin {

/// The same points as accuracy against what one inference costs on the chosen targets, on a logarithmic
/// axis: a colour a target. Filled points are on the Pareto front over accuracy and energy.
class GainChart final : public AccuracyChart {
    Q_OBJECT
public:
    enum class Figure { latency, energy, memory };

    GainChart(SparsitySession& session, QWidget* parent = nullptr);
    void setFigure(Figure figure);
    Figure figure() const { return m_figure; }

protected:
    QString title() const override;
    void compose() override;
    QString emptyText() const override;

private:
    std::optional<double> valueOf(const SparsitySample& sample, const std::string& target) const;
    QString valueText(double value) const;
    QColor colourOf(std::size_t target) const;
    QString axisTitle() const;
    AxisUnit unitFor(double largest) const;
    void addAxes();
    void addTarget(std::size_t target);
    void addFront();
    QString legendText(const std::string& target) const;

    Figure m_figure = Figure::energy;
};

/// "Gains nothing" or "3.4 × faster, 3.4 × less energy, 1.6 × smaller"; "cannot be told".
QString gainText(const SparsityGain& gain);

} // namespace tenbin
