// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/shelf/shelf_view.h"

#include <memory>

#include <QDrag>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>

#include "gui/items/shelf_model.h"
#include "gui/look/theme_colors.h"
#include "gui/shelf/shelf_delegate.h"

namespace tenbin {

ShelfView::ShelfView(QWidget* parent) : QTreeView(parent)
{
    setHeaderHidden(true);
    setFrameShape(NoFrame);
    setIndentation(0);
    setRootIsDecorated(false);
    setItemsExpandable(false);
    setExpandsOnDoubleClick(false);
    setUniformRowHeights(false);
    setDragEnabled(true);
    setDragDropMode(DragOnly);
    setSelectionMode(SingleSelection);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setMouseTracking(true);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setItemDelegate(new ShelfDelegate(this));
}

QString ShelfView::currentNetwork() const { return currentIndex().data(ShelfModel::NetworkRole).toString(); }

QString ShelfView::currentEntry() const { return currentIndex().data(ShelfModel::EntryRole).toString(); }

void ShelfView::startDrag(Qt::DropActions actions)
{
    const QModelIndex index = currentIndex();
    if (!index.isValid())
        return;
    std::unique_ptr<QMimeData> dragged(model()->mimeData({index}));
    if (!dragged)
        return;
    auto* drag = new QDrag(this); // on the heap: Qt deletes it when the receiver has read the data
    drag->setMimeData(dragged.release());
    const QPixmap pixmap = dragPixmap(index.data().toString());
    drag->setPixmap(pixmap);
    drag->setHotSpot({-12, -12}); // beside the pointer: the card under it stays readable
    Q_EMIT dragStarted(currentNetwork());
    drag->exec(actions, Qt::CopyAction);
    Q_EMIT dragEnded();
}

QPixmap ShelfView::dragPixmap(const QString& title) const
{
    const ThemeColors& colors = themeColors(palette());
    const QFontMetrics metrics(font());
    const QSize size(metrics.horizontalAdvance(title) + 24, metrics.height() + 12);
    QPixmap pixmap(size * devicePixelRatioF());
    pixmap.setDevicePixelRatio(devicePixelRatioF());
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(colors.accent);
    painter.setBrush(colors.surface);
    painter.drawRoundedRect(QRectF(0.5, 0.5, size.width() - 1, size.height() - 1), 6, 6);
    painter.setPen(colors.text);
    painter.setFont(font());
    painter.drawText(QRect(QPoint(), size), Qt::AlignCenter, title);
    return pixmap;
}

void ShelfView::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Delete && !currentEntry().isEmpty())
        Q_EMIT removeRequested(currentEntry());
    else
        QTreeView::keyPressEvent(event);
}

void ShelfView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTreeView::currentChanged(current, previous);
    Q_EMIT currentEntryChanged();
}

} // namespace tenbin
