// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QListView>
#include <QStringList>
#include <QTimer>

#include "gui/board/board_layout.h"
#include "gui/board/card_painter.h"

namespace tenbin {

/// Cards in sections, as many columns as fit. Emits what the user wants and
/// paints what the model says; takes networks and files that are dropped. A
/// QListView only so that screen readers know it as a list: layout and painting are its own.
class BoardView final : public QListView {
    Q_OBJECT
public:
    explicit BoardView(QWidget* parent = nullptr);

    QRect visualRect(const QModelIndex& index) const override;
    void scrollTo(const QModelIndex& index, ScrollHint hint = EnsureVisible) override;
    QModelIndex indexAt(const QPoint& point) const override;
    QSize minimumCardSize() const { return m_painter->minimumSize(); }
    const BoardLayout& cardLayout() const { return m_layout; }

    /// Text in the middle while there are no cards.
    void setEmptyText(const QString& text);

Q_SIGNALS:
    /// `target` is empty where the drop was not on a card.
    void networkDropped(const QString& network, const QString& target);
    void filesDropped(const QStringList& paths, const QString& target);
    /// A network hangs over the board; empty: it left.
    void networkHovers(const QString& network);
    /// A card is dragged off: the receiver runs the drag.
    void cardDragged(const QString& target);
    void cardMenuRequested(const QModelIndex& index, const QPoint& globalPosition);

public Q_SLOTS:
    void reset() override;
    void doItemsLayout() override;

protected:
    void dataChanged(const QModelIndex& topLeft, const QModelIndex& bottomRight, const QList<int>& roles) override;
    void rowsInserted(const QModelIndex& parent, int start, int end) override;
    void rowsAboutToBeRemoved(const QModelIndex& parent, int start, int end) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    int horizontalOffset() const override { return 0; }
    int verticalOffset() const override;
    bool isIndexHidden(const QModelIndex& /*index*/) const override { return false; }
    void setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags flags) override;
    QRegion visualRegionForSelection(const QItemSelection& selection) const override;
    void updateGeometries() override;
    void scrollContentsBy(int dx, int dy) override;

    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    int cardCount() const;
    void arrange();
    void paintCard(QPainter& painter, const QModelIndex& index, const QRect& rect) const;
    bool showToolTip(QHelpEvent* event);
    QString targetAt(QPoint point) const;
    void endDrag();
    void scrollAtEdge(QPoint point);

    std::optional<CardPainter> m_painter; // made anew when font or palette change
    BoardLayout m_layout;
    QString m_emptyText;
    QPoint m_pressedAt;
    QPersistentModelIndex m_pressed;
    QPersistentModelIndex m_hovered;
    QPersistentModelIndex m_dropCard;
    QTimer m_edgeScroll; // runs while a drag rests at the upper or lower edge
    int m_edgeStep = 0;
    bool m_dragging = false;
    bool m_arranged = false;
};

} // namespace tenbin
