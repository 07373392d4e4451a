// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/comparison/layer_comparison.h"
#include "gui/look/share_delegate.h"
#include "gui/look/table_model.h"

namespace tenbin {

/// Operators of two columns beside each other. kShareRole of a gain is -1 to 1.
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

/// Bars from the middle, to the left where time is saved.
class GainDelegate final : public ShareDelegate {
public:
    using ShareDelegate::ShareDelegate;

protected:
    void paintBar(QPainter& painter, const QRectF& room, const QModelIndex& index,
                  const ThemeColors& colors) const override;
};

} // namespace tenbin
