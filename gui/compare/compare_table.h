// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

#include "gui/compare/compare_session.h"

class QDropEvent;
class QFrame;

namespace tenbin {

class CompareHeader;
class CompareModel;

/// Columns side by side. Pinned ones stay in sight: a second view lies over the left edge and shows only
/// them. Takes designs, networks and columns that are dropped between two columns.
class CompareTable final : public QTableView {
    Q_OBJECT
public:
    CompareTable(CompareModel& model, QWidget* parent);

    /// Where a drop at this point of the table would go: 0 before the first column.
    int gapAt(QPoint point) const;
    int leftOf(int column) const;
    /// Column under a point of the table, or -1.
    int columnUnder(QPoint point) const;
    /// -1: none.
    int currentColumn() const { return currentIndex().column(); }
    QTableView& pinnedView() { return *m_pinned; }

    /// Whether a drag holds something that a comparison takes.
    static bool takes(const QMimeData& data);

Q_SIGNALS:
    void headingClicked(int column);
    void columnMoved(int column, int gap);
    void dropped(const QMimeData* data, int gap, int column);
    void menuRequested(int column, const QPoint& globalPosition);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void updateGeometries() override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void scrollTo(const QModelIndex& index, ScrollHint hint = EnsureVisible) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void adopt(QTableView& view);
    void arrange();
    int pinnedWidth() const;
    bool handleDrag(QObject* watched, QEvent* event);
    void showGap(int gap);
    void startDrag(int column);

    CompareModel& m_model;
    QTableView* m_pinned;
    QFrame* m_gap;
};

} // namespace tenbin
