// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/window_docks.h"

#include <utility>

#include <QAction>
#include <QDockWidget>
#include <QMainWindow>
#include <QMenu>

namespace tenbin {

WindowDocks::WindowDocks(QMainWindow& window, QWidget& shelf, QWidget& details, QWidget& inspector, QWidget& notes)
    : QObject(&window), m_window(window)
{
    window.setDockNestingEnabled(true);
    // The side docks keep their full height, as in Qt Creator.
    window.setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    window.setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    m_shelf = add("shelfDock", shelf, Qt::LeftDockWidgetArea);
    m_details = add("detailsDock", details, Qt::RightDockWidgetArea);
    m_inspector = add("layersDock", inspector, Qt::BottomDockWidgetArea);
    m_notes = add("notesDock", notes, Qt::RightDockWidgetArea);
}

QDockWidget* WindowDocks::add(const char* name, QWidget& content, Qt::DockWidgetArea area)
{
    auto* dock = new QDockWidget(&m_window);
    dock->setObjectName(QLatin1String(name));
    dock->setWidget(&content);
    m_window.addDockWidget(area, dock);
    return dock;
}

void WindowDocks::showShelf() { m_shelf->show(); }

void WindowDocks::showDetails()
{
    m_details->show();
    m_details->raise();
    m_details->widget()->setFocus();
}

void WindowDocks::reset()
{
    const auto put = [this](QDockWidget* dock, Qt::DockWidgetArea area) {
        dock->setFloating(false);
        m_window.addDockWidget(area, dock);
        dock->show();
    };
    const int unit = m_window.fontMetrics().averageCharWidth();
    put(m_shelf, Qt::LeftDockWidgetArea);
    put(m_details, Qt::RightDockWidgetArea);
    m_window.resizeDocks({m_shelf, m_details}, {unit * 42, unit * 44}, Qt::Horizontal);
    m_notes->setFloating(false);
    m_window.tabifyDockWidget(m_details, m_notes);
    m_notes->hide();
    put(m_inspector, Qt::BottomDockWidgetArea);
    m_window.resizeDocks({m_inspector}, {m_window.height() * 3 / 10}, Qt::Vertical);
}

QByteArray WindowDocks::layout() const
{
    if (!m_kept.isEmpty())
        return m_kept;
    return m_window.saveState();
}

bool WindowDocks::restore(const QByteArray& layout) { return m_window.restoreState(layout); }

void WindowDocks::leave(PerspectiveDocks before, PerspectiveDocks after)
{
    if (before == PerspectiveDocks::all) {
        m_kept = m_window.saveState();
        for (QDockWidget* dock : {m_shelf, m_details, m_inspector, m_notes})
            dock->hide();
    }
    if (after != PerspectiveDocks::all)
        m_shelf->setVisible(after == PerspectiveDocks::shelf);
}

void WindowDocks::enter(PerspectiveDocks docks)
{
    if (docks == PerspectiveDocks::all)
        m_window.restoreState(std::exchange(m_kept, {}));
}

void WindowDocks::addTo(QMenu& menu)
{
    for (QDockWidget* dock : {m_shelf, m_details, m_inspector, m_notes})
        menu.addAction(dock->toggleViewAction());
}

void WindowDocks::retranslate()
{
    m_shelf->setWindowTitle(tr("Shelf"));
    m_details->setWindowTitle(tr("Details"));
    m_inspector->setWindowTitle(tr("Inspector"));
    m_notes->setWindowTitle(tr("Notes"));
}

} // namespace tenbin
