// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/sparsity/accuracy_chart.h"

namespace tenbin {

/// Accuracy against the share of zeros: a line a method and width, retrained solid, not retrained dotted, with
/// 95 % error bars. Published curves are dashed and grey and end where their measurements end.
class CurveChart final : public AccuracyChart {
    Q_OBJECT
public:
    CurveChart(SparsitySession& session, QWidget* parent = nullptr);

    /// Shows what each point loses against its dense network instead of the accuracy itself.
    void setDifferences(bool differences);

protected:
    QString title() const override;
    void compose() override;
    void drawAbove(QPainter& painter) override;
    QString emptyText() const override;

private:
    void addAxes();
    double shiftOf(std::size_t series) const;
    std::optional<double> publishedValue(const PublishedPoint& point) const;
    void addSeries(std::size_t index);
    void addPublished(const PublishedCurve& curve);
    static QString percentPoints(double percent);
    static QString textOf(const SparsitySample& sample);

    bool m_differences = false;
};

/// What a published point says of itself: network, data, method, budget, source.
QString publishedText(const PublishedCurve& curve);
QString publishedWord(const std::string& word);

} // namespace tenbin
