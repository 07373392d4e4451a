// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/mode_bar.h"

#include <algorithm>

#include <QActionGroup>
#include <QDragEnterEvent>
#include <QEvent>

#include "gui/app/design_drag.h"
#include "gui/look/theme.h"

namespace tenbin {

namespace {

constexpr int kHoverMilliseconds = 400;

} // namespace

ModeBar::ModeBar(QWidget* parent) : QToolBar(parent), m_group(new QActionGroup(this))
{
    setObjectName(QStringLiteral("modeBar"));
    setMovable(false);
    setFloatable(false);
    setContextMenuPolicy(Qt::PreventContextMenu);
    setOrientation(Qt::Vertical);
    setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
    setIconSize({24, 24});
    setAcceptDrops(true);
    m_hover.setSingleShot(true);
    m_hover.setInterval(kHoverMilliseconds);
    connect(&m_hover, &QTimer::timeout, this, [this] {
        if (m_hovered >= 0)
            Q_EMIT modeHovered(m_hovered);
    });
}

QAction* ModeBar::addMode(const QString& icon)
{
    const int mode = static_cast<int>(m_icons.size());
    m_icons.push_back(icon);
    QAction* action = addAction(QString());
    action->setCheckable(true);
    action->setActionGroup(m_group);
    action->setShortcut(QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + mode)));
    connect(action, &QAction::triggered, this, [this, mode] { Q_EMIT modeChosen(mode); });
    refreshIcons();
    return action;
}

void ModeBar::setCurrent(int mode) { m_group->actions().at(mode)->setChecked(true); }

int ModeBar::modeAt(QPoint point) const { return static_cast<int>(m_group->actions().indexOf(actionAt(point))); }

/// Every button as wide as the widest, so that the mark of the current one stands in one line.
void ModeBar::actionEvent(QActionEvent* event)
{
    QToolBar::actionEvent(event);
    int widest = 0;
    for (QAction* action : actions())
        if (const QWidget* button = widgetForAction(action))
            widest = std::max(widest, button->sizeHint().width());
    for (QAction* action : actions())
        if (QWidget* button = widgetForAction(action))
            button->setMinimumWidth(widest);
}

void ModeBar::dragEnterEvent(QDragEnterEvent* event)
{
    if (!event->mimeData()->hasFormat(QLatin1String(kDesignMime)))
        return;
    event->setDropAction(Qt::CopyAction);
    event->accept();
}

void ModeBar::dragMoveEvent(QDragMoveEvent* event)
{
    const int mode = modeAt(event->position().toPoint());
    if (mode != m_hovered) {
        m_hovered = mode;
        m_hover.start();
    }
    event->setDropAction(Qt::CopyAction);
    event->setAccepted(mode >= 0);
}

void ModeBar::dragLeaveEvent(QDragLeaveEvent* /*event*/)
{
    m_hover.stop();
    m_hovered = -1;
}

void ModeBar::dropEvent(QDropEvent* event)
{
    const int mode = modeAt(event->position().toPoint());
    m_hover.stop();
    m_hovered = -1;
    event->setDropAction(Qt::CopyAction);
    event->accept();
    if (mode >= 0)
        Q_EMIT designsDropped(mode, designsOf(*event->mimeData()));
}

void ModeBar::refreshIcons()
{
    for (std::size_t i = 0; i < m_icons.size(); ++i)
        m_group->actions().at(static_cast<int>(i))->setIcon(themedIcon(m_icons[i], palette()));
}

void ModeBar::changeEvent(QEvent* event)
{
    QToolBar::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refreshIcons();
}

} // namespace tenbin
