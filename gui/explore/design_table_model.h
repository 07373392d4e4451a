// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/explore/explore_session.h"
#include "gui/look/table_model.h"

namespace tenbin {

/// The front, or what is brushed, as rows; or the pinned designs.
class DesignTableModel final : public TableModel<std::uint32_t> {
    Q_OBJECT
public:
    enum class Rows { shown, pinned };
    static constexpr int RowRole = SortRole + 1; ///< row of the points

    DesignTableModel(ExploreSession& session, Rows rows, QObject* parent = nullptr);

    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QStringList mimeTypes() const override;
    QMimeData* mimeData(const QModelIndexList& indexes) const override;
    Qt::DropActions supportedDragActions() const override { return Qt::CopyAction; }
    /// More rows were there than are listed.
    bool cut() const { return m_cut; }

protected:
    QVariant extra(const std::uint32_t& row, int column, int role) const override;

private:
    void reload();
    /// The design, then the figures of the question.
    Columns currentColumns() const;
    std::vector<std::uint32_t> currentRows() const;
    /// Of a row of the points; NaN where there are none any more.
    double value(FigureKind figure, std::uint32_t row) const;

    ExploreSession& m_session;
    Rows m_which;
    bool m_cut = false;
};

} // namespace tenbin
