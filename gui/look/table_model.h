// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <utility>
#include <vector>

#include <QAbstractTableModel>
#include <QString>

#include "gui/look/table_copy.h"

#include "gui/look/lookup.h"

namespace tenbin {

/// A column of a table of `Row`s, as data.
template <class Row>
struct ModelColumn {
    std::function<QString()> title; ///< in the user's language, asked for anew each time
    std::function<QString(const Row&)> text;
    std::function<QVariant(const Row&)> raw;    ///< what sorting compares; invalid: unknown. None: the text
    std::function<QString(const Row&)> toolTip; ///< none: the text
    std::function<QString(const Row&)> missing; ///< why a value is unknown
    std::function<QString()> headingToolTip;    ///< none: no tooltip
    const char* unit = nullptr; ///< of raw values: what is copied is the number, under a heading with the unit
    bool number = false;        ///< to the right
};

/// The one model of tables: its columns are data, what Qt asks for is answered here and nowhere else.
template <class Row>
class TableModel : public QAbstractTableModel {
public:
    using Columns = std::vector<ModelColumn<Row>>;
    /// Raw values. Roles of one's own come behind it.
    static constexpr int SortRole = Qt::UserRole;

    const std::vector<Row>& rows() const { return m_rows; }
    const Row& row(int index) const { return m_rows[static_cast<std::size_t>(index)]; }

    /// Texts are looked up anew after the language changed.
    void retranslate()
    {
        changed();
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    }

    int rowCount(const QModelIndex& parent = {}) const final { return countAtTop(parent, m_rows.size()); }
    int columnCount(const QModelIndex& parent = {}) const final { return countAtTop(parent, m_columns.size()); }
    QVariant data(const QModelIndex& index, int role) const final;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const final;

protected:
    explicit TableModel(Columns columns, QObject* parent) : QAbstractTableModel(parent), m_columns(std::move(columns))
    {
    }

    void setRows(std::vector<Row> rows)
    {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
    }
    void setColumns(Columns columns, std::vector<Row> rows)
    {
        beginResetModel();
        m_columns = std::move(columns);
        m_rows = std::move(rows);
        endResetModel();
    }
    /// The same rows with other values: selection and scroll position stay.
    void setValues(std::vector<Row> rows)
    {
        m_rows = std::move(rows);
        changed();
    }

    /// A line more in the tooltips of a row.
    virtual QString note(const Row& /*row*/) const { return {}; }
    /// Fonts, and roles of one's own.
    virtual QVariant extra(const Row& /*row*/, int /*column*/, int /*role*/) const { return {}; }

private:
    void changed()
    {
        if (!m_rows.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    }
    static int alignmentOf(const ModelColumn<Row>& column)
    {
        if (column.number)
            return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
        return static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter);
    }
    /// Nothing where the column has no unit: its text is copied.
    static QVariant copiedOf(const ModelColumn<Row>& column, const Row& row)
    {
        if (!column.unit)
            return {};
        return rawOf(column, row);
    }
    static QVariant copiedHeading(const ModelColumn<Row>& column)
    {
        if (!column.unit)
            return {};
        return QStringLiteral("%1 [%2]").arg(column.title(), QLatin1String(column.unit));
    }
    static QVariant rawOf(const ModelColumn<Row>& column, const Row& row)
    {
        if (!column.raw)
            return column.text(row);
        return column.raw(row);
    }
    QString toolTipOf(const ModelColumn<Row>& column, const Row& row) const;

    Columns m_columns;
    std::vector<Row> m_rows;
};

template <class Row>
QString TableModel<Row>::toolTipOf(const ModelColumn<Row>& column, const Row& row) const
{
    if (column.missing && !rawOf(column, row).isValid())
        return column.missing(row);
    QString tip = column.text(row);
    if (column.toolTip)
        tip = column.toolTip(row);
    if (const QString more = note(row); !more.isEmpty())
        tip += u'\n' + more;
    return tip;
}

template <class Row>
QVariant TableModel<Row>::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount() || index.column() >= columnCount())
        return {};
    const Row& asked = row(index.row());
    const ModelColumn<Row>& column = m_columns[static_cast<std::size_t>(index.column())];
    switch (role) {
    case Qt::DisplayRole:
        return column.text(asked);
    case Qt::ToolTipRole:
        return toolTipOf(column, asked);
    case Qt::TextAlignmentRole:
        return alignmentOf(column);
    case SortRole:
        return rawOf(column, asked);
    case kCopyRole:
        return copiedOf(column, asked);
    default:
        return extra(asked, index.column(), role);
    }
}

template <class Row>
QVariant TableModel<Row>::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const ModelColumn<Row>& column = m_columns[static_cast<std::size_t>(section)];
    switch (role) {
    case Qt::DisplayRole:
        return column.title();
    case Qt::ToolTipRole:
        if (!column.headingToolTip)
            return {};
        return column.headingToolTip();
    case Qt::TextAlignmentRole:
        return alignmentOf(column);
    case kCopyRole:
        return copiedHeading(column);
    default:
        return {};
    }
}

} // namespace tenbin
