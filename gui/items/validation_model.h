// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QSortFilterProxyModel>

#include "engine/targets/target_file.h"
#include "engine/validation/validation.h"
#include "gui/look/table_model.h"

namespace tenbin {

/// Measured rows with their estimates.
class ValidationModel final : public TableModel<const ScoredRow*> {
    Q_OBJECT
public:
    enum Column { Network, TargetName, Metric, Measured, Estimated, Deviation, Inside, Source, ColumnCount };

    explicit ValidationModel(QObject* parent = nullptr) : TableModel(columnsOf(*this), parent) {}

    /// `targets`: whose names are shown for their ids; null: the ids are.
    void setReport(std::shared_ptr<const ValidationReport> report, std::shared_ptr<const TargetLibrary> targets);
    /// Names of a row's network and target, as the board has them.
    QString networkName(const ScoredRow& row) const;
    QString targetName(const ScoredRow& row) const;

protected:
    QVariant extra(const ScoredRow* const& row, int column, int role) const override;

private:
    /// In the order of Column.
    static Columns columnsOf(const ValidationModel& self);
    static QString insideText(const ScoredValue& value);

    std::shared_ptr<const ValidationReport> m_report;
    std::shared_ptr<const TargetLibrary> m_targets;
};

/// Rows of one family and metric that hold a text; the worst first.
class ValidationFilter final : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit ValidationFilter(QObject* parent = nullptr);
    /// Empty: every family. `metric` empty: every metric.
    void setChoice(const QString& family, const QString& metric);
    void setText(const QString& text);
    /// The rows that are shown, in the report's order.
    std::vector<int> shownRows() const;

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    QString m_family, m_metric, m_text;
};

/// "cycles" -> "Cycles", "latency_ms" -> "Latency, ms".
QString metricText(const std::string& metric);
/// "ethos_u55" -> "Arm Ethos-U55".
QString familyText(const std::string& family);
/// Where a family stands among all that there are: its colour does not depend on which of them are shown.
int familyPlace(const std::string& family);
/// Index for categoryColor(), the same whatever is shown; published families that one figure has differ.
int familyColor(const std::string& family);
/// A measured value with its unit: "4.80 ms".
QString metricValueText(const std::string& metric, double value);

} // namespace tenbin
