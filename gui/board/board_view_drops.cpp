// SPDX-License-Identifier: GPL-3.0-or-later
// What happens while something is dragged over the board.
#include <QDragEnterEvent>
#include <QMimeData>
#include <QUrl>

#include "gui/app/network_names.h"
#include "gui/board/board_view.h"
#include "gui/items/board_model.h"

namespace tenbin {

QString BoardView::targetAt(QPoint point) const { return indexAt(point).data(BoardModel::TargetRole).toString(); }

void BoardView::dragEnterEvent(QDragEnterEvent* event)
{
    const QMimeData* dragged = event->mimeData();
    if (!dragged->hasFormat(QLatin1String(kNetworkMime)) && localFiles(*dragged).isEmpty())
        return;
    m_dragging = true;
    m_dropCard = indexAt(event->position().toPoint());
    if (dragged->hasFormat(QLatin1String(kNetworkMime)))
        Q_EMIT networkHovers(QString::fromUtf8(dragged->data(QLatin1String(kNetworkMime))));
    event->setDropAction(Qt::CopyAction);
    event->accept();
    viewport()->update();
}

void BoardView::dragMoveEvent(QDragMoveEvent* event)
{
    scrollAtEdge(event->position().toPoint());
    const QModelIndex index = indexAt(event->position().toPoint());
    if (index != m_dropCard) {
        m_dropCard = index;
        viewport()->update();
    }
    event->setDropAction(Qt::CopyAction);
    event->accept();
}

void BoardView::dragLeaveEvent(QDragLeaveEvent* /*e*/)
{
    endDrag();
    Q_EMIT networkHovers({});
}

void BoardView::dropEvent(QDropEvent* event)
{
    const QMimeData* dragged = event->mimeData();
    const QString target = targetAt(event->position().toPoint());
    endDrag();
    event->setDropAction(Qt::CopyAction);
    event->accept();
    if (dragged->hasFormat(QLatin1String(kNetworkMime)))
        Q_EMIT networkDropped(QString::fromUtf8(dragged->data(QLatin1String(kNetworkMime))), target);
    else
        Q_EMIT filesDropped(localFiles(*dragged), target);
    Q_EMIT networkHovers({});
}

void BoardView::endDrag()
{
    m_dragging = false;
    m_edgeScroll.stop();
    m_dropCard = QModelIndex();
    viewport()->update();
}

void BoardView::scrollAtEdge(QPoint point)
{
    constexpr int kEdge = 32;
    constexpr int kStep = 8;
    m_edgeStep = 0;
    if (point.y() < kEdge)
        m_edgeStep = -kStep;
    else if (point.y() > viewport()->height() - kEdge)
        m_edgeStep = kStep;
    if (m_edgeStep == 0)
        m_edgeScroll.stop();
    else if (!m_edgeScroll.isActive())
        m_edgeScroll.start();
}

} // namespace tenbin
