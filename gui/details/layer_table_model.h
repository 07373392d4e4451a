// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <memory>
#include <vector>

#include <QAbstractTableModel>

#include "engine/report/layer_rows.h"
#include "engine/targets/configuration.h"

namespace tenbin {

/// The layers of one estimate as a table. Texts in the user's language; the raw
/// value of every cell under `SortRole`, which sorting and copying use.
class LayerTableModel : public QAbstractTableModel {
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
    enum Role { SortRole = Qt::UserRole, ShareRole, BottleneckRole };
    using Cells = std::array<QString, ColumnCount>;

    explicit LayerTableModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

    /// Replaces the rows. Where the same layers stay (another configuration of the
    /// same target), only their values change: selection and scroll position remain.
    /// `configuration`: says which layers the user placed.
    void show(std::vector<LayerRow> rows, std::optional<OperatorId> bottleneck,
              const Configuration& configuration = {});
    const std::vector<LayerRow>& rows() const { return m_rows; }
    /// Operator kinds that occur, each once, in order of appearance.
    QStringList kinds() const;
    /// Texts are looked up anew after the language changed.
    void retranslate();

    /// Cells of a line of sums, as they stand below the table.
    static Cells cellsOf(const LayerTotals& totals);
    static bool isText(int column);

    int rowCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : ColumnCount; }
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const LayerRow& row, int column) const;
    QVariant raw(const LayerRow& row, int column) const;
    QString toolTip(const LayerRow& row, int column) const;
    static QString whatIsMissing(const LayerRow& row, int column);
    bool isBottleneck(const LayerRow& row) const { return m_bottleneck && m_bottleneck->index == row.index; }

    std::vector<LayerRow> m_rows;
    std::optional<OperatorId> m_bottleneck;
    Configuration m_configuration;
};

} // namespace tenbin
