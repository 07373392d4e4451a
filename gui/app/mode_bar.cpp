// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/mode_bar.h"

#include <QActionGroup>
#include <QEvent>

#include "gui/app/theme.h"

namespace tenbin {

ModeBar::ModeBar(QWidget* parent) : QToolBar(parent), m_group(new QActionGroup(this))
{
    setObjectName(QStringLiteral("modeBar"));
    setMovable(false);
    setFloatable(false);
    setContextMenuPolicy(Qt::PreventContextMenu);
    setOrientation(Qt::Vertical);
    setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
    setIconSize({24, 24});
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
