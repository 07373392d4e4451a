// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/window_menus.h"

#include <QAction>
#include <QApplication>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QUndoStack>

#include "gui/help/window_help.h"
#include "gui/project/project_controller.h"
#include "gui/shelf/shelf_panel.h"
#include "gui/window/appearance.h"
#include "gui/window/board_commands.h"
#include "gui/window/file_commands.h"
#include "gui/window/main_window.h"
#include "gui/window/perspectives.h"
#include "gui/window/window_docks.h"

namespace tenbin {

WindowMenus::WindowMenus(MainWindow& window, const MenuParts& parts)
    : QObject(&window), m_window(window), m_perspectives(parts.perspectives),
      m_file(window.menuBar()->addMenu(QString())), m_edit(window.menuBar()->addMenu(QString())),
      m_board(window.menuBar()->addMenu(QString())), m_view(window.menuBar()->addMenu(QString())),
      m_help(window.menuBar()->addMenu(QString()))
{
    buildFile(parts);
    buildEdit(parts);
    parts.board.addBoardCommands(*m_board);
    buildView(parts);
    buildHelp(parts);
    connect(&m_perspectives, &Perspectives::undoChanged, this, &WindowMenus::refreshUndo);
}

void WindowMenus::buildFile(const MenuParts& parts)
{
    parts.project.addTo(*m_file);
    m_file->addSeparator();
    parts.files.addTo(*m_file);
    m_file->addSeparator();
    m_report = m_file->addAction(QString(), QKeySequence(Qt::CTRL | Qt::Key_P), &m_window, &MainWindow::exportReport);
    m_file->addSeparator();
    parts.board.addNetworkCommands(*m_file);
    m_file->addSeparator();
    m_quit = m_file->addAction(QString(), QKeySequence::Quit, &m_window, &QWidget::close);
}

void WindowMenus::buildEdit(const MenuParts& parts)
{
    m_undo = m_edit->addAction(QString(), QKeySequence::Undo, this, [this] { m_perspectives.undoStack().undo(); });
    m_redo = m_edit->addAction(QString(), QKeySequence::Redo, this, [this] { m_perspectives.undoStack().redo(); });
    m_edit->addSeparator();
    parts.board.addEditCommands(*m_edit, [&docks = parts.docks, &shelf = parts.shelf] {
        docks.showShelf();
        shelf.focusSearch();
    });
}

void WindowMenus::buildView(const MenuParts& parts)
{
    parts.perspectives.addTo(*m_view);
    m_view->addSeparator();
    parts.appearance.addTo(*m_view);
    m_view->addSeparator();
    parts.docks.addTo(*m_view);
    m_resetLayout = m_view->addAction(QString(), &m_window, &MainWindow::resetLayout);
}

void WindowMenus::buildHelp(const MenuParts& parts)
{
    parts.help.fillMenu(*m_help);
    m_help->addSeparator();
    m_about = m_help->addAction(QString(), this, &WindowMenus::showAbout);
}

void WindowMenus::showAbout()
{
    QMessageBox::about(&m_window, tr("About Tenbin"),
                       tr("<h3>Tenbin %1</h3><p>Estimates latency, memory and energy of neural networks on edge-AI "
                          "chips, layer by layer, from published facts.</p><p>GNU General Public License, version 3 or "
                          "later, as Qt Charts. Uses Qt %2 with Qt Charts.</p>")
                           .arg(QApplication::applicationVersion(), QLatin1String(qVersion())));
}

void WindowMenus::refreshUndo()
{
    const QUndoStack& stack = m_perspectives.undoStack();
    m_undo->setEnabled(stack.canUndo());
    m_redo->setEnabled(stack.canRedo());
    m_undo->setText(tr("Undo"));
    if (stack.canUndo())
        m_undo->setText(tr("Undo: %1").arg(stack.undoText()));
    m_redo->setText(tr("Redo"));
    if (stack.canRedo())
        m_redo->setText(tr("Redo: %1").arg(stack.redoText()));
}

void WindowMenus::retranslate()
{
    m_file->setTitle(tr("&File"));
    m_edit->setTitle(tr("&Edit"));
    m_board->setTitle(tr("&Board"));
    m_view->setTitle(tr("&View"));
    m_help->setTitle(tr("&Help"));
    m_report->setText(tr("Export report…"));
    m_quit->setText(tr("Quit"));
    m_resetLayout->setText(tr("Reset layout"));
    m_about->setText(tr("About Tenbin"));
    refreshUndo();
}

} // namespace tenbin
