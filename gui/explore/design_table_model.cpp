// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/explore/design_table_model.h"

#include <limits>
#include <set>

#include "gui/app/design_drag.h"
#include "gui/look/text.h"

namespace tenbin {

namespace {

constexpr std::size_t kMostRows = 5000;

} // namespace

DesignTableModel::DesignTableModel(ExploreSession& session, Rows rows, QObject* parent)
    : TableModel({}, parent), m_session(session), m_which(rows)
{
    connect(&session, &ExploreSession::frontChanged, this, &DesignTableModel::reload);
    connect(&session, &ExploreSession::brushChanged, this, &DesignTableModel::reload);
    connect(&session, &ExploreSession::pinsChanged, this, &DesignTableModel::reload);
    reload();
}

double DesignTableModel::value(FigureKind figure, std::uint32_t row) const
{
    const ExploreData* data = m_session.data();
    if (!data || row >= data->size())
        return std::numeric_limits<double>::quiet_NaN();
    return data->points().column(figure)[row];
}

DesignTableModel::Columns DesignTableModel::currentColumns() const
{
    Columns columns{{.title = [] { return tr("Design"); },
                     .text =
                         [this](const std::uint32_t& row) {
                             const ExploreData* data = m_session.data();
                             if (!data || row >= data->size())
                                 return QString();
                             return designName(data->layout(), data->points().index[row]);
                         }}};
    if (!m_session.data())
        return columns;
    for (const Objective& objective : m_session.data()->question().objectives) {
        const FigureKind figure = objective.figure;
        columns.push_back(
            {.title = [figure] { return figureName(figure); },
             .text = [this, figure](const std::uint32_t& row) { return figureText(figure, value(figure, row)); },
             .raw = [this, figure](const std::uint32_t& row) { return QVariant(value(figure, row)); },
             .toolTip = [this, figure](const std::uint32_t& row) { return fieldText(value(figure, row)); },
             .number = true});
    }
    return columns;
}

std::vector<std::uint32_t> DesignTableModel::currentRows() const
{
    const ExploreData* data = m_session.data();
    if (m_which == Rows::pinned)
        return m_session.pins();
    std::vector<std::uint32_t> rows;
    if (!data)
        return rows;
    if (m_session.brushes().empty()) {
        for (const std::uint32_t row : m_session.front().front)
            if (row < data->size())
                rows.push_back(row);
        return rows;
    }
    for (std::uint32_t row = 0; row < data->size() && rows.size() <= kMostRows; ++row)
        if (m_session.brushed(row))
            rows.push_back(row);
    return rows;
}

void DesignTableModel::reload()
{
    std::vector<std::uint32_t> rows = currentRows();
    m_cut = m_which == Rows::shown && rows.size() > kMostRows;
    if (m_cut)
        rows.resize(kMostRows);
    setColumns(currentColumns(), std::move(rows));
}

QVariant DesignTableModel::extra(const std::uint32_t& row, int /*column*/, int role) const
{
    if (role == RowRole)
        return row;
    return {};
}

Qt::ItemFlags DesignTableModel::flags(const QModelIndex& index) const
{
    Qt::ItemFlags flags = TableModel::flags(index);
    flags.setFlag(Qt::ItemIsDragEnabled, index.isValid());
    return flags;
}

QStringList DesignTableModel::mimeTypes() const { return {QLatin1String(kDesignMime)}; }

QMimeData* DesignTableModel::mimeData(const QModelIndexList& indexes) const
{
    std::set<std::uint32_t> rows;
    for (const QModelIndex& index : indexes)
        rows.insert(row(index.row()));
    std::vector<ComparisonColumn> designs;
    for (const std::uint32_t row : rows)
        designs.push_back(m_session.design(row));
    return designData(designs).release();
}

} // namespace tenbin
