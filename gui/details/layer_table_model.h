// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

#include "engine/report/layer_rows.h"
#include "engine/targets/configuration.h"
#include "gui/look/table_model.h"

namespace tenbin {

/// The layers of one estimate as a table.
class LayerTableModel final : public TableModel<LayerRow> {
    Q_OBJECT
public:
    enum Column {
        Index,
        Kind,
        Name,
        Input,
        Output,
        MacCount,
        Parameters,
        CycleCount,
        Latency,
        Share,
        Utilisation,
        BoundBy,
        Moved,
        Energy,
        Where,
        ColumnCount,
    };
    using Cells = std::array<QString, ColumnCount>;

    explicit LayerTableModel(QObject* parent = nullptr) : TableModel(columnsOf(*this), parent) {}

    /// Replaces the rows. Where the same layers stay (another configuration of the
    /// same target), only their values change: selection and scroll position remain.
    /// `configuration`: says which layers the user placed.
    void show(std::vector<LayerRow> rows, std::optional<OperatorId> bottleneck,
              const Configuration& configuration = {});
    /// Operator kinds that occur, each once, in order of appearance.
    QStringList kinds() const;

    /// Cells of a line of sums, as they stand below the table.
    static Cells cellsOf(const LayerTotals& totals);

protected:
    QString note(const LayerRow& row) const override;
    QVariant extra(const LayerRow& row, int column, int role) const override;

private:
    /// In the order of Column.
    static Columns columnsOf(const LayerTableModel& self);
    static Columns operatorColumns(); ///< what it is
    static Columns timeColumns();
    static Columns resourceColumns(const LayerTableModel& self); ///< what else it takes, and where it runs
    bool isBottleneck(const LayerRow& row) const { return m_bottleneck && m_bottleneck->index == row.index; }

    std::optional<OperatorId> m_bottleneck;
    Configuration m_configuration;
};

} // namespace tenbin
