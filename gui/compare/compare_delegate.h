// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

#include "engine/comparison/comparison.h"

namespace tenbin {

class CompareModel;

/// A cell: the figure with its interval and difference, below it a small chart. Where the values of a row lie
/// within a factor of thirty the chart is a bar from zero; else a dot on a logarithmic axis.
class CompareDelegate final : public QStyledItemDelegate {
public:
    CompareDelegate(const CompareModel& model, QObject* parent);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

    /// Place of a value between 0 and 1 on the row's axis.
    static double place(const ComparedRow& row, double value);
    static bool isLogarithmic(const ComparedRow& row);

private:
    void paintFigure(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index,
                     const QRect& room) const;
    void paintSecondLine(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index,
                         const QRect& line) const;
    void paintVerdict(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index,
                      const QRect& room) const;
    void paintChart(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index,
                    const QRectF& room) const;

    const CompareModel& m_model;
};

} // namespace tenbin
