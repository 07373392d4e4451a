// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include "gui/explore/explore_session.h"

namespace tenbin {

/// The front, or what is brushed, as rows; or the pinned designs. Sorts on raw values by SortRole.
class DesignTableModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum class Rows { shown, pinned };
    static constexpr int SortRole = Qt::UserRole + 1;
    static constexpr int RowRole = Qt::UserRole + 2; ///< row of the points

    DesignTableModel(ExploreSession& session, Rows rows, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QStringList mimeTypes() const override;
    QMimeData* mimeData(const QModelIndexList& indexes) const override;
    Qt::DropActions supportedDragActions() const override { return Qt::CopyAction; }
    /// More rows were there than are listed.
    bool cut() const { return m_cut; }

private:
    void reload();
    std::vector<FigureKind> figures() const;

    ExploreSession& m_session;
    Rows m_which;
    std::vector<std::uint32_t> m_rows;
    bool m_cut = false;
};

} // namespace tenbin
