// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/look/focus_ring.h"

#include <QApplication>
#include <QFocusEvent>
#include <QMenuBar>
#include <QPainter>

#include "gui/look/theme_colors.h"

namespace tenbin {

namespace {

constexpr int kWidth = 2;

bool movedByKeys(Qt::FocusReason reason)
{
    return reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason;
}

/// What the parts around it leave of a part, in its window's coordinates. Not visibleRegion(): a child that paints
/// all of itself, as the viewport of a chart does, is cut out of that.
QRect seenInWindow(const QWidget& part)
{
    QRect seen = part.rect();
    for (const QWidget* around = &part; !around->isWindow(); around = around->parentWidget())
        seen = seen.translated(around->pos()).intersected(around->parentWidget()->rect());
    return seen;
}

} // namespace

FocusRing::FocusRing(QWidget* window) : QWidget(window)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    setFocusPolicy(Qt::NoFocus);
    hide();
    qApp->installEventFilter(this);
}

bool FocusRing::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::FocusIn: {
        auto* part = qobject_cast<QWidget*>(watched);
        if (!part || part->window() != window())
            break;
        const Qt::FocusReason reason = static_cast<QFocusEvent*>(event)->reason();
        if (movedByKeys(reason) && !qobject_cast<QMenuBar*>(part))
            follow(part);
        else if (reason == Qt::MouseFocusReason || part != m_part)
            follow(nullptr);
        break;
    }
    case QEvent::MouseButtonPress:
        follow(nullptr);
        break;
    case QEvent::Move:
    case QEvent::Resize:
    case QEvent::Hide:
    case QEvent::Show:
        // Parts move with whatever they lie in, also when that scrolls.
        if (m_part && watched != this && watched->isWidgetType()
            && (watched == m_part || static_cast<QWidget*>(watched)->isAncestorOf(m_part)))
            place();
        break;
    default:
        break;
    }
    return false;
}

void FocusRing::follow(QWidget* part)
{
    if (part == m_part && (!part || isVisible()))
        return;
    m_part = part;
    if (part)
        connect(part, &QObject::destroyed, this, &QWidget::hide, Qt::UniqueConnection);
    place();
}

void FocusRing::place()
{
    if (!m_part || !m_part->isVisible())
        return hide();
    const QRect inWindow = seenInWindow(*m_part);
    if (inWindow.isEmpty())
        return hide();
    setGeometry(inWindow.adjusted(-1, -1, 1, 1).intersected(window()->rect()));
    raise();
    show();
    update();
}

void FocusRing::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(themeColors(palette()).accent, kWidth));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
}

} // namespace tenbin
