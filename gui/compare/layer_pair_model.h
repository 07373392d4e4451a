// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QStyledItemDelegate>

#include "engine/comparison/layer_comparison.h"

namespace tenbin {

/// Operators of two columns beside each other.
class LayerPairModel final : public QAbstractTableModel {
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
    /// SortRole: raw number; ShareRole: length of the bar, of a gain from -1 to 1.
    enum Role { SortRole = Qt::UserRole, ShareRole };

    using QAbstractTableModel::QAbstractTableModel;

    void show(LayerComparison layers, const QString& left, const QString& right);
    const LayerComparison& layers() const { return m_layers; }

    int rowCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_layers.pairs.size());
    }
    int columnCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
    }
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    static QString text(const LayerPair& pair, int column);
    static QVariant raw(const LayerPair& pair, int column);
    double share(const LayerPair& pair, int column) const;

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
