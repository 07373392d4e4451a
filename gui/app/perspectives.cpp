// SPDX-License-Identifier: GPL-3.0-or-later
// Which perspectives the window has, and what happens when one changes to another.
#include <QAction>
#include <QCoreApplication>
#include <QDockWidget>
#include <QStackedWidget>

#include "gui/app/main_window.h"
#include "gui/app/mode_bar.h"
#include "gui/board/board_page.h"

namespace tenbin {

void MainWindow::buildPerspectives()
{
    connect(m_modes, &ModeBar::modeChosen, this, &MainWindow::showPerspective);
    addPerspective(m_board, QStringLiteral("board"), QT_TRANSLATE_NOOP("Perspectives", "Board"));
    m_modes->setCurrent(0);
}

void MainWindow::addPerspective(QWidget* page, const QString& icon, const char* title)
{
    m_pages->addWidget(page);
    m_perspectives.push_back({m_modes->addMode(icon), title});
}

void MainWindow::showPerspective(int index)
{
    m_modes->setCurrent(index);
    if (index == m_pages->currentIndex())
        return;
    // The docks speak of the board's selection: other perspectives have the whole window.
    if (m_pages->currentIndex() == 0) {
        m_boardLayout = saveState();
        for (QDockWidget* dock : findChildren<QDockWidget*>(QString(), Qt::FindDirectChildrenOnly))
            dock->hide();
    }
    m_pages->setCurrentIndex(index);
    if (index == 0) {
        restoreState(m_boardLayout);
        m_boardLayout.clear();
    }
    m_pages->currentWidget()->setFocus();
}

void MainWindow::retranslatePerspectives()
{
    for (const Perspective& perspective : m_perspectives)
        perspective.action->setText(QCoreApplication::translate("Perspectives", perspective.title));
}

} // namespace tenbin
