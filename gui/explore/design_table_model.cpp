// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/explore/design_table_model.h"

#include <algorithm>
#include <set>

#include "gui/app/design_drag.h"
#include "gui/look/text.h"

namespace tenbin {

namespace {

constexpr std::size_t kMostRows = 5000;

} // namespace

DesignTableModel::DesignTableModel(ExploreSession& session, Rows rows, QObject* parent)
    : QAbstractTableModel(parent), m_session(session), m_which(rows)
{
    connect(&session, &ExploreSession::frontChanged, this, &DesignTableModel::reload);
    connect(&session, &ExploreSession::brushChanged, this, &DesignTableModel::reload);
    connect(&session, &ExploreSession::pinsChanged, this, &DesignTableModel::reload);
}

std::vector<FigureKind> DesignTableModel::figures() const
{
    std::vector<FigureKind> list;
    if (m_session.data())
        for (const Objective& objective : m_session.data()->question().objectives)
            list.push_back(objective.figure);
    return list;
}

void DesignTableModel::reload()
{
    beginResetModel();
    m_rows.clear();
    m_cut = false;
    if (m_which == Rows::pinned) {
        m_rows = m_session.pins();
    } else if (const ExploreData* data = m_session.data()) {
        if (m_session.brushes().empty()) {
            for (const std::uint32_t row : m_session.front().front)
                if (row < data->size())
                    m_rows.push_back(row);
        } else {
            for (std::uint32_t row = 0; row < data->size() && m_rows.size() <= kMostRows; ++row)
                if (m_session.brushed(row))
                    m_rows.push_back(row);
        }
        m_cut = m_rows.size() > kMostRows;
        m_rows.resize(std::min(m_rows.size(), kMostRows));
    }
    endResetModel();
}

int DesignTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}
int DesignTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : 1 + static_cast<int>(figures().size());
}

QVariant DesignTableModel::data(const QModelIndex& index, int role) const
{
    const ExploreData* data = m_session.data();
    if (!index.isValid() || !data || static_cast<std::size_t>(index.row()) >= m_rows.size())
        return {};
    const std::uint32_t row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == RowRole)
        return row;
    if (index.column() == 0) {
        const QString name = designName(data->layout(), data->points().index[row]);
        return role == Qt::DisplayRole || role == SortRole || role == Qt::ToolTipRole ? QVariant(name) : QVariant();
    }
    const FigureKind figure = figures()[static_cast<std::size_t>(index.column() - 1)];
    const double value = data->points().column(figure)[row];
    switch (role) {
    case Qt::DisplayRole:
        return figureText(figure, value);
    case SortRole:
        return value;
    case Qt::ToolTipRole:
        return fieldText(value);
    case Qt::TextAlignmentRole:
        return {Qt::AlignRight | Qt::AlignVCenter};
    default:
        return {};
    }
}

Qt::ItemFlags DesignTableModel::flags(const QModelIndex& index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.isValid() ? flags | Qt::ItemIsDragEnabled : flags;
}

QStringList DesignTableModel::mimeTypes() const { return {QLatin1String(kDesignMime)}; }

QMimeData* DesignTableModel::mimeData(const QModelIndexList& indexes) const
{
    std::set<std::uint32_t> rows;
    for (const QModelIndex& index : indexes)
        rows.insert(m_rows.at(static_cast<std::size_t>(index.row())));
    std::vector<ComparisonColumn> designs;
    for (const std::uint32_t row : rows)
        designs.push_back(m_session.design(row));
    return designData(designs).release();
}

QVariant DesignTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const auto list = figures();
    return section == 0 || static_cast<std::size_t>(section) > list.size()
               ? tr("Design")
               : figureName(list[static_cast<std::size_t>(section - 1)]);
}

} // namespace tenbin
