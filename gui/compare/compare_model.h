// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include "gui/compare/compare_session.h"

namespace tenbin {

/// The comparison as a table: a row a figure, a column a design. Texts in the user's language, the raw
/// number under RawRole, which copying uses.
class CompareModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Role { RawRole = Qt::UserRole, NoteRole };

    explicit CompareModel(CompareSession& session, QObject* parent = nullptr);

    CompareSession& session() { return m_session; }
    const CompareSession& session() const { return m_session; }
    const ComparedRow& row(int index) const { return m_session.comparison().rows[static_cast<std::size_t>(index)]; }
    const ComparedCell& cell(const QModelIndex& index) const
    {
        return row(index.row()).cells[static_cast<std::size_t>(index.column())];
    }
    const ComparedColumn& column(int index) const
    {
        return m_session.comparison().columns[static_cast<std::size_t>(index)];
    }
    /// Neither an answer nor an error yet.
    bool isPending(int column) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// The whole table as people read it: columns below each other, figures with units.
    QString spoken() const;

private:
    void refresh();
    QString text(const QModelIndex& index) const;
    QString toolTip(const QModelIndex& index) const;
    QString accessible(const QModelIndex& index) const;
    QString headingToolTip(int column) const;
    static QString axisText(const ComparedRow& row);

    CompareSession& m_session;
    int m_rows = 0, m_columns = 0;
};

/// "±8 %"; empty without an interval.
QString halfWidthText(const ComparedCell& cell);
/// "≥ 4.6 ms", "4.64 ms", "—", "fits".
QString cellText(ComparedFigure figure, const ComparedCell& cell);

} // namespace tenbin
