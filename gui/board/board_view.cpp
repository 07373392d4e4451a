// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/board/board_view.h"

#include <algorithm>

#include <QApplication>
#include <QCursor>
#include <QHelpEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include "gui/items/board_filter.h"
#include "gui/items/board_model.h"
#include "gui/look/theme_colors.h"

namespace tenbin {

BoardView::BoardView(QWidget* parent) : QListView(parent), m_painter(std::in_place, font(), palette())
{
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(SingleSelection);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    viewport()->setAcceptDrops(true);
    setAcceptDrops(true);
    setDragDropMode(DropOnly);
    setMinimumWidth(minimumCardSize().width() + 32);
    m_edgeScroll.setInterval(20);
    connect(&m_edgeScroll, &QTimer::timeout, this,
            [this] { verticalScrollBar()->setValue(verticalScrollBar()->value() + m_edgeStep); });
}

void BoardView::setEmptyText(const QString& text)
{
    m_emptyText = text;
    viewport()->update();
}

int BoardView::cardCount() const
{
    if (!model())
        return 0;
    return model()->rowCount(rootIndex());
}

void BoardView::arrange()
{
    std::vector<QString> sections;
    std::vector<QString> titles;
    const int count = cardCount();
    for (int row = 0; row < count; ++row) {
        const QModelIndex index = model()->index(row, 0, rootIndex());
        sections.push_back(index.data(BoardFilter::SectionRole).toString());
        titles.push_back(index.data(BoardFilter::SectionTitleRole).toString());
    }
    m_layout.arrange(sections, titles, viewport()->width(), minimumCardSize(), QFontMetrics(font()).height() + 16);
    m_arranged = true;
}

void BoardView::updateGeometries()
{
    arrange();
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(minimumCardSize().height() / 4);
    verticalScrollBar()->setRange(0, std::max(0, m_layout.height() - viewport()->height()));
    QAbstractItemView::updateGeometries();
    viewport()->update();
}

void BoardView::doItemsLayout()
{
    QAbstractItemView::doItemsLayout();
    updateGeometries();
}

void BoardView::reset()
{
    QAbstractItemView::reset();
    updateGeometries();
}

void BoardView::dataChanged(const QModelIndex& topLeft, const QModelIndex& bottomRight, const QList<int>& roles)
{
    QAbstractItemView::dataChanged(topLeft, bottomRight, roles);
    scheduleDelayedItemsLayout();
    viewport()->update();
}

void BoardView::rowsInserted(const QModelIndex& parent, int start, int end)
{
    QAbstractItemView::rowsInserted(parent, start, end);
    scheduleDelayedItemsLayout();
}

void BoardView::rowsAboutToBeRemoved(const QModelIndex& parent, int start, int end)
{
    QAbstractItemView::rowsAboutToBeRemoved(parent, start, end);
    scheduleDelayedItemsLayout();
}

/// QListView scrolls only what its own layout placed, and that is nothing: the cards are this class's.
void BoardView::scrollContentsBy(int /*dx*/, int /*dy*/)
{
    if (m_hovered.isValid())
        m_hovered = indexAt(viewport()->mapFromGlobal(QCursor::pos()));
    viewport()->update();
}

int BoardView::verticalOffset() const { return verticalScrollBar()->value(); }

QRect BoardView::visualRect(const QModelIndex& index) const
{
    const auto row = static_cast<std::size_t>(index.row());
    if (!index.isValid() || row >= m_layout.cards().size())
        return {};
    return m_layout.cards()[row].translated(0, -verticalOffset());
}

QModelIndex BoardView::indexAt(const QPoint& point) const
{
    const int card = m_layout.cardAt(point + QPoint(0, verticalOffset()));
    if (card < 0 || card >= cardCount())
        return {};
    return model()->index(card, 0, rootIndex());
}

void BoardView::scrollTo(const QModelIndex& index, ScrollHint /*hint*/)
{
    executeDelayedItemsLayout();
    const QRect rect = visualRect(index);
    if (rect.isNull())
        return;
    // The heading above the first row of a section comes into view with it.
    const int above = QFontMetrics(font()).height() + 24;
    if (rect.top() < above)
        verticalScrollBar()->setValue(verticalOffset() + rect.top() - above);
    else if (rect.bottom() + 12 > viewport()->height())
        verticalScrollBar()->setValue(verticalOffset() + rect.bottom() + 12 - viewport()->height());
}

QModelIndex BoardView::moveCursor(CursorAction action, Qt::KeyboardModifiers /*modifiers*/)
{
    const int count = cardCount();
    if (count == 0)
        return {};
    const int current = currentIndex().row(); // -1: none
    const int rowsPerPage = std::max(1, viewport()->height() / (minimumCardSize().height() + 12));
    int next = current;
    const auto step = [&](int direction, int times) {
        for (int i = 0; i < times; ++i)
            next = m_layout.neighbourRow(next, direction);
    };
    if (current < 0)
        return model()->index(0, 0, rootIndex());
    switch (action) {
    case MoveLeft:
    case MovePrevious:
        next = current - 1;
        break;
    case MoveRight:
    case MoveNext:
        next = current + 1;
        break;
    case MoveUp:
        step(-1, 1);
        break;
    case MoveDown:
        step(1, 1);
        break;
    case MovePageUp:
        step(-1, rowsPerPage);
        break;
    case MovePageDown:
        step(1, rowsPerPage);
        break;
    case MoveHome:
        next = 0;
        break;
    case MoveEnd:
        next = count - 1;
        break;
    }
    return model()->index(std::clamp(next, 0, count - 1), 0, rootIndex());
}

void BoardView::setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags flags)
{
    const QModelIndex index = indexAt(rect.center());
    QItemSelection selection;
    if (index.isValid())
        selection.select(index, index);
    selectionModel()->select(selection, flags);
}

QRegion BoardView::visualRegionForSelection(const QItemSelection& selection) const
{
    QRegion region;
    for (const QModelIndex& index : selection.indexes())
        region += visualRect(index);
    return region;
}

void BoardView::paintEvent(QPaintEvent* event)
{
    if (!m_arranged)
        arrange();
    QPainter painter(viewport());
    const ThemeColors& colors = themeColors(palette());
    painter.fillRect(event->rect(), colors.window);
    if (m_layout.cards().empty()) {
        painter.setPen(colors.mutedText);
        painter.drawText(viewport()->rect().adjusted(24, 24, -24, -24), int(Qt::AlignCenter) | Qt::TextWordWrap,
                         m_emptyText);
        return;
    }
    QFont headingFont = font();
    headingFont.setWeight(QFont::DemiBold);
    painter.setFont(headingFont);
    painter.setPen(colors.mutedText);
    for (const BoardLayout::Heading& heading : m_layout.headings()) {
        const QRect rect = heading.rect.translated(0, -verticalOffset());
        if (rect.intersects(event->rect()))
            painter.drawText(rect.adjusted(0, 0, 0, -6), int(Qt::AlignLeft | Qt::AlignBottom),
                             painter.fontMetrics().elidedText(heading.title, Qt::ElideRight, rect.width()));
    }
    for (int row = 0; row < static_cast<int>(m_layout.cards().size()); ++row) {
        const QModelIndex index = model()->index(row, 0, rootIndex());
        const QRect rect = visualRect(index);
        if (index.isValid() && rect.intersects(event->rect()))
            paintCard(painter, index, rect);
    }
}

void BoardView::paintCard(QPainter& painter, const QModelIndex& index, const QRect& rect) const
{
    CardLook look;
    look.selected = index == currentIndex();
    look.hovered = !m_dragging && index == m_hovered;
    const bool all = m_dragging && !m_dropCard.isValid();
    look.dropTarget = m_dragging && (all || index == m_dropCard);
    look.faded = m_dragging && !look.dropTarget;
    CardPointer card;
    if (look.dropTarget)
        card = index.data(BoardModel::PreviewRole).value<CardPointer>();
    if (!card) // also a file whose content is not known before it is dropped
        card = index.data(BoardModel::CardRole).value<CardPointer>();
    m_painter->paint(painter, rect, *card, look);
}

void BoardView::resizeEvent(QResizeEvent* event)
{
    QAbstractItemView::resizeEvent(event);
    updateGeometries();
}

void BoardView::changeEvent(QEvent* event)
{
    QAbstractItemView::changeEvent(event);
    const bool looks = event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange
                       || event->type() == QEvent::StyleChange;
    if (looks) {
        m_painter.emplace(font(), palette());
        scheduleDelayedItemsLayout();
    }
}

void BoardView::mouseMoveEvent(QMouseEvent* event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    if (index != m_hovered) {
        m_hovered = index;
        viewport()->update();
    }
    if (m_pressed.isValid() && event->buttons().testFlag(Qt::LeftButton)) {
        // A card that was pressed is taken along, never the selection.
        if ((event->position().toPoint() - m_pressedAt).manhattanLength() >= QApplication::startDragDistance()) {
            const QString target = m_pressed.data(BoardModel::TargetRole).toString();
            m_pressed = QModelIndex();
            Q_EMIT cardDragged(target);
        }
        return;
    }
    QAbstractItemView::mouseMoveEvent(event);
}

void BoardView::mouseReleaseEvent(QMouseEvent* event)
{
    m_pressed = QModelIndex();
    QAbstractItemView::mouseReleaseEvent(event);
}

void BoardView::mousePressEvent(QMouseEvent* event)
{
    // A click between cards keeps the selection: details stay readable.
    if (event->button() == Qt::LeftButton && !indexAt(event->position().toPoint()).isValid())
        return;
    if (event->button() == Qt::LeftButton) {
        m_pressed = indexAt(event->position().toPoint());
        m_pressedAt = event->position().toPoint();
    }
    QAbstractItemView::mousePressEvent(event);
}

void BoardView::contextMenuEvent(QContextMenuEvent* event)
{
    QModelIndex index = indexAt(event->pos());
    QPoint at = event->globalPos();
    if (event->reason() == QContextMenuEvent::Keyboard) {
        index = currentIndex();
        if (index.isValid())
            at = viewport()->mapToGlobal(visualRect(index).center());
    }
    Q_EMIT cardMenuRequested(index, at);
}

bool BoardView::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::ToolTip)
        return showToolTip(static_cast<QHelpEvent*>(event));
    if (event->type() == QEvent::Leave && m_hovered.isValid()) {
        m_hovered = QModelIndex();
        viewport()->update();
    }
    return QAbstractItemView::viewportEvent(event);
}

bool BoardView::showToolTip(QHelpEvent* event)
{
    const QModelIndex index = indexAt(event->pos());
    const auto card = index.data(BoardModel::CardRole).value<CardPointer>();
    QString text;
    if (card) {
        switch (m_painter->partAt(visualRect(index), event->pos())) {
        case CardPart::body:
            text = card->name;
            break;
        case CardPart::configuration:
            text = card->configurationToolTip;
            break;
        case CardPart::frames:
            text = card->framesToolTip;
            if (card->assumptions > 0)
                text += QLatin1Char('\n') + card->assumptionsToolTip;
            break;
        case CardPart::latency:
            text = card->latencyToolTip;
            break;
        case CardPart::energy:
            text = card->energyToolTip;
            break;
        case CardPart::assumptions:
            text = card->assumptionsToolTip;
            break;
        case CardPart::weights:
            text = card->weights.toolTip;
            break;
        case CardPart::memory:
            text = card->memory.toolTip;
            break;
        case CardPart::note:
            text = card->noteToolTip;
            break;
        case CardPart::remarks:
            text = card->noteToolTip;
            if (card->remarked)
                text = card->remarksToolTip;
            break;
        }
    }
    if (text.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(event->globalPos(), text, viewport());
    return true;
}

} // namespace tenbin
