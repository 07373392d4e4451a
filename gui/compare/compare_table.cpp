// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/compare/compare_table.h"

#include <algorithm>

#include <QContextMenuEvent>
#include <QDrag>
#include <QFrame>
#include <QMimeData>
#include <QScrollBar>

#include "gui/app/design_drag.h"
#include "gui/app/network_names.h"
#include "gui/compare/compare_delegate.h"
#include "gui/compare/compare_header.h"
#include "gui/compare/compare_model.h"
#include "gui/look/theme_colors.h"

namespace tenbin {

namespace {

/// Number of the column that is dragged within the table.
constexpr char kColumnMime[] = "application/x-tenbin-comparison-column";
constexpr int kMostWidth = 40; // characters

} // namespace

CompareTable::CompareTable(CompareModel& model, QWidget* parent)
    : QTableView(parent), m_model(model), m_pinned(new QTableView(this)), m_gap(new QFrame(this))
{
    setObjectName(QStringLiteral("compareTable"));
    setModel(&model);
    m_pinned->setModel(&model);
    m_pinned->setSelectionModel(selectionModel());
    adopt(*this);
    adopt(*m_pinned);
    m_pinned->setObjectName(QStringLiteral("comparePinned"));
    m_pinned->setFocusPolicy(Qt::NoFocus);
    m_pinned->verticalHeader()->hide();
    m_pinned->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_pinned->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->stackUnder(m_pinned);
    connect(m_pinned->verticalScrollBar(), &QAbstractSlider::valueChanged, verticalScrollBar(),
            &QAbstractSlider::setValue);
    connect(verticalScrollBar(), &QAbstractSlider::valueChanged, m_pinned->verticalScrollBar(),
            &QAbstractSlider::setValue);
    m_gap->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_gap->setAutoFillBackground(true);
    m_gap->hide();
    connect(&model, &QAbstractItemModel::modelReset, this, &CompareTable::arrange);
    connect(&model, &QAbstractItemModel::headerDataChanged, this, &CompareTable::arrange);
}

void CompareTable::adopt(QTableView& view)
{
    auto* header = new CompareHeader(m_model, &view);
    view.setHorizontalHeader(header);
    view.setItemDelegate(new CompareDelegate(m_model, &view));
    view.setFrameShape(QFrame::NoFrame);
    view.setShowGrid(false);
    view.setHorizontalScrollMode(ScrollPerPixel);
    view.setVerticalScrollMode(ScrollPerPixel);
    view.setSelectionMode(ContiguousSelection);
    view.setWordWrap(false);
    view.setTabKeyNavigation(false);
    view.setCornerButtonEnabled(false);
    view.verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    view.verticalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    view.verticalHeader()->setHighlightSections(false);
    connect(header, &CompareHeader::headingClicked, this, &CompareTable::headingClicked);
    connect(header, &CompareHeader::dragRequested, this, &CompareTable::startDrag);
    connect(header, &QWidget::customContextMenuRequested, this, [this, header](const QPoint& at) {
        Q_EMIT menuRequested(header->logicalIndexAt(at), header->mapToGlobal(at));
    });
    for (QWidget* part : {view.viewport(), header->viewport(), view.verticalHeader()->viewport()}) {
        part->setAcceptDrops(true);
        part->installEventFilter(this);
    }
}

int CompareTable::pinnedWidth() const
{
    int width = 0;
    for (int c = 0; c < m_model.columnCount(); ++c)
        if (m_model.column(c).asked.pinned)
            width += columnWidth(c);
    return width;
}

void CompareTable::arrange()
{
    const int count = std::max(1, m_model.columnCount());
    const int letter = fontMetrics().averageCharWidth();
    const QSize hint = itemDelegate()->sizeHint(
        [this] {
            QStyleOptionViewItem option;
            initViewItemOption(&option);
            return option;
        }(),
        QModelIndex());
    const int width = std::clamp(viewport()->width() / count, hint.width(), kMostWidth * letter);
    for (QTableView* view : {static_cast<QTableView*>(this), m_pinned}) {
        view->horizontalHeader()->setDefaultSectionSize(width);
        view->verticalHeader()->setDefaultSectionSize(hint.height());
        view->horizontalHeader()->setMinimumHeight(horizontalHeader()->sizeHint().height());
    }
    for (int c = 0; c < m_model.columnCount(); ++c)
        m_pinned->setColumnHidden(c, !m_model.column(c).asked.pinned);
    const int pinned = pinnedWidth();
    m_pinned->setVisible(pinned > 0 && pinned < viewport()->width());
    m_pinned->setGeometry(verticalHeader()->width() + frameWidth(), frameWidth(), pinned,
                          viewport()->height() + horizontalHeader()->height());
    m_pinned->verticalScrollBar()->setValue(verticalScrollBar()->value());
    viewport()->update();
}

void CompareTable::updateGeometries()
{
    QTableView::updateGeometries();
    arrange();
}

void CompareTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    arrange();
}

void CompareTable::changeEvent(QEvent* event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        arrange();
}

QModelIndex CompareTable::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    const QModelIndex next = QTableView::moveCursor(action, modifiers);
    scrollTo(next);
    return next;
}

void CompareTable::scrollTo(const QModelIndex& index, ScrollHint hint)
{
    if (!index.isValid() || m_model.column(index.column()).asked.pinned)
        return;
    QTableView::scrollTo(index, hint);
    // Out from under the pinned columns.
    const int left = visualRect(index).left();
    const int pinned = pinnedWidth();
    if (m_pinned->isVisible() && left < pinned)
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() + left - pinned);
}

int CompareTable::columnUnder(QPoint point) const
{
    const int x = point.x() - verticalHeader()->width() - frameWidth();
    if (x < 0)
        return -1;
    if (m_pinned->isVisible() && x < pinnedWidth())
        return m_pinned->columnAt(x);
    return columnAt(x);
}

int CompareTable::gapAt(QPoint point) const
{
    const int column = columnUnder(point);
    if (column < 0 && point.x() < verticalHeader()->width())
        return 0;
    if (column < 0)
        return m_model.columnCount();
    const int x = point.x() - verticalHeader()->width() - frameWidth();
    if (x < leftOf(column) + columnWidth(column) / 2)
        return column;
    return column + 1;
}

/// Where a column begins: the pinned ones stand in a table of their own.
int CompareTable::leftOf(int column) const
{
    if (m_pinned->isVisible() && m_model.column(column).asked.pinned)
        return m_pinned->columnViewportPosition(column);
    return columnViewportPosition(column);
}

bool CompareTable::takes(const QMimeData& dragged)
{
    return dragged.hasFormat(QLatin1String(kDesignMime)) || dragged.hasFormat(QLatin1String(kNetworkMime))
           || !localFiles(dragged).isEmpty();
}

void CompareTable::showGap(int gap)
{
    m_gap->setVisible(gap >= 0);
    if (gap < 0)
        return;
    QPalette ink = palette();
    ink.setColor(QPalette::Window, themeColors(palette()).accent);
    m_gap->setPalette(ink);
    const int count = m_model.columnCount();
    int x = 0;
    if (gap < count)
        x = leftOf(gap);
    else if (count > 0)
        x = columnViewportPosition(count - 1) + columnWidth(count - 1);
    m_gap->setGeometry(verticalHeader()->width() + frameWidth() + x - 2, frameWidth(), 4, height() - 2 * frameWidth());
    m_gap->raise();
}

bool CompareTable::handleDrag(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::DragLeave) {
        showGap(-1);
        return true;
    }
    auto* drop = static_cast<QDropEvent*>(event);
    const QMimeData& dragged = *drop->mimeData();
    if (!takes(dragged)) {
        drop->ignore();
        return true;
    }
    const QPoint at = static_cast<QWidget*>(watched)->mapTo(this, drop->position().toPoint());
    const int gap = gapAt(at);
    const bool moves = dragged.hasFormat(QLatin1String(kColumnMime));
    drop->setDropAction(Qt::CopyAction);
    if (moves && drop->possibleActions().testFlag(Qt::MoveAction))
        drop->setDropAction(Qt::MoveAction);
    drop->accept();
    if (event->type() != QEvent::Drop) {
        showGap(gap);
        return true;
    }
    showGap(-1);
    if (moves)
        Q_EMIT columnMoved(dragged.data(QLatin1String(kColumnMime)).toInt(), gap);
    else
        Q_EMIT dropped(&dragged, gap, columnUnder(at));
    return true;
}

bool CompareTable::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::DragEnter:
    case QEvent::DragMove:
    case QEvent::DragLeave:
    case QEvent::Drop:
        return handleDrag(watched, event);
    default:
        return QTableView::eventFilter(watched, event);
    }
}

void CompareTable::startDrag(int column)
{
    auto dragged = designData({m_model.column(column).asked});
    dragged->setData(QLatin1String(kColumnMime), QByteArray::number(column));
    auto* drag = new QDrag(this);
    drag->setMimeData(dragged.release());
    drag->setPixmap(dragPixmap(*this, m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString()));
    drag->setHotSpot({-12, -12});
    drag->exec(Qt::MoveAction | Qt::CopyAction, Qt::MoveAction);
    showGap(-1);
}

void CompareTable::contextMenuEvent(QContextMenuEvent* event)
{
    if (event->reason() == QContextMenuEvent::Keyboard)
        Q_EMIT menuRequested(currentColumn(), viewport()->mapToGlobal(visualRect(currentIndex()).center()));
    else
        Q_EMIT menuRequested(columnUnder(event->pos()), event->globalPos());
}

} // namespace tenbin
