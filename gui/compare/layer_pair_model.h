// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

#include "engine/comparison/layer_comparison.h"
#include "gui/look/table_model.h"

namespace tenbin {

/// Operators of two columns beside each other.
class LayerPairModel final : public TableModel<LayerPair> {
    Q_OBJECT
public:
    enum Column {
        LeftIndex,
        LeftKind,
        LeftLatency,
        RightLatency,
        Difference,
        Gain,
        RightKind,
        RightIndex,
        ColumnCount
    };
    /// Length of the bar, of a gain from -1 to 1.
    static constexpr int ShareRole = SortRole + 1;

    explicit LayerPairModel(QObject* parent = nullptr) : TableModel(columnsOf(*this), parent) {}

    void show(LayerComparison layers, const QString& left, const QString& right);
    const LayerComparison& layers() const { return m_layers; }

protected:
    QVariant extra(const LayerPair& pair, int column, int role) const override;

private:
    /// In the order of Column.
    static Columns columnsOf(const LayerPairModel& self);
    static QString differenceOf(const LayerPair& pair);
    static QString gainText(const LayerPair& pair);

    LayerComparison m_layers;
    QString m_left, m_right;
};

/// Bars behind latencies; of a gain from the middle, to the left where time is saved.
class LayerPairDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace tenbin
