// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/details/layer_filter.h"

#include "gui/details/layer_table_model.h"

namespace tenbin {

LayerFilter::LayerFilter(QObject* parent) : QSortFilterProxyModel(parent) { setSortRole(LayerTableModel::SortRole); }

void LayerFilter::setText(const QString& text)
{
    m_text = text.trimmed();
    invalidateRowsFilter();
}

void LayerFilter::setKind(const QString& kind)
{
    m_kind = kind;
    invalidateRowsFilter();
}

bool LayerFilter::filterAcceptsRow(int row, const QModelIndex& parent) const
{
    const auto textOf = [&](int column) { return sourceModel()->index(row, column, parent).data().toString(); };
    if (!m_kind.isEmpty() && textOf(LayerTableModel::Kind) != m_kind)
        return false;
    if (m_text.isEmpty())
        return true;
    for (int column = 0; column < sourceModel()->columnCount(parent); ++column)
        if (textOf(column).contains(m_text, Qt::CaseInsensitive))
            return true;
    return false;
}

bool LayerFilter::lessThan(const QModelIndex& left, const QModelIndex& right) const
{
    const bool leftKnown = left.data(sortRole()).isValid();
    const bool rightKnown = right.data(sortRole()).isValid();
    if (leftKnown != rightKnown)
        return leftKnown == (sortOrder() == Qt::AscendingOrder);
    if (leftKnown)
        return QSortFilterProxyModel::lessThan(left, right);
    return left.row() < right.row();
}

} // namespace tenbin
