// SPDX-License-Identifier: GPL-3.0-or-later
// The menus of the main window and what they do.
#include <QApplication>
#include <QClipboard>
#include <QDockWidget>
#include <QLabel>
#include <QMenuBar>
#include <QMessageBox>
#include <QToolButton>

#include "engine/zoo/zoo.h"
#include "gui/app/design_drag.h"
#include "gui/app/network_names.h"
#include "gui/app/settings_store.h"
#include "gui/app/workspace.h"
#include "gui/board/board_page.h"
#include "gui/help/window_help.h"
#include "gui/items/board_model.h"
#include "gui/items/shelf_model.h"
#include "gui/look/language.h"
#include "gui/look/text.h"
#include "gui/look/theme.h"
#include "gui/project/project_controller.h"
#include "gui/shelf/network_window.h"
#include "gui/shelf/shelf_panel.h"
#include "gui/window/mode_bar.h"
#include "gui/window/window_actions.h"

namespace tenbin {

void MainWindow::buildMenus()
{
    buildFileMenu();
    buildEditMenu();
    buildBoardMenu();
    buildViewMenu();
    buildHelpMenu();
    m_languageButton->setMenu(m_actions->language);
    m_themeButton->setMenu(m_actions->theme);
}

void MainWindow::buildFileMenu()
{
    QMenu* menu = m_actions->file = menuBar()->addMenu(QString());
    m_project->addTo(*menu);
    menu->addSeparator();
    m_actions->open = menu->addAction(QString(), QKeySequence::Open, this, &MainWindow::openFiles);
    m_actions->recent = menu->addMenu(QString());
    connect(m_actions->recent, &QMenu::aboutToShow, this, &MainWindow::fillRecentMenu);
    m_actions->clearRecent = new QAction(this);
    connect(m_actions->clearRecent, &QAction::triggered, this, [this] { m_settings.clearRecentFiles(); });
    menu->addSeparator();
    m_actions->report = menu->addAction(QString(), QKeySequence(Qt::CTRL | Qt::Key_P), this, &MainWindow::exportReport);
    menu->addSeparator();
    m_actions->contents = menu->addAction(QString(), QKeySequence(Qt::CTRL | Qt::Key_I), this,
                                          [this] { showContents(m_shelf->currentNetwork().toStdString()); });
    m_actions->remove =
        menu->addAction(QString(), this, [this] { m_workspace.removeOpened(m_shelf->currentEntry().toStdString()); });
    menu->addSeparator();
    m_actions->quit = menu->addAction(QString(), QKeySequence::Quit, this, &QWidget::close);
}

void MainWindow::buildEditMenu()
{
    QMenu* menu = m_actions->edit = menuBar()->addMenu(QString());
    QUndoStack* stack = m_workspace.undoStack();
    m_actions->undo = menu->addAction(QString(), QKeySequence::Undo, this, [this] { undoStack()->undo(); });
    m_actions->redo = menu->addAction(QString(), QKeySequence::Redo, this, [this] { undoStack()->redo(); });
    connect(stack, &QUndoStack::indexChanged, this, &MainWindow::refreshActions);
    menu->addSeparator();
    m_actions->copy =
        menu->addAction(QString(), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), this, &MainWindow::copyCard);
    menu->addSeparator();
    m_actions->findTarget = menu->addAction(QString(), QKeySequence::Find, this, [this] { m_board->focusFilter(); });
    m_actions->findModel = menu->addAction(QString(), QKeySequence(Qt::CTRL | Qt::Key_M), this, [this] {
        m_shelfDock->show();
        m_shelf->focusSearch();
    });
}

void MainWindow::buildBoardMenu()
{
    QMenu* menu = m_actions->board = menuBar()->addMenu(QString());
    m_actions->putOnAll = menu->addAction(QString(), QKeySequence(Qt::CTRL | Qt::Key_Return), this,
                                          [this] { m_workspace.placeOnAll(m_shelf->currentNetwork().toStdString()); });
    m_actions->putOnSelected =
        menu->addAction(QString(), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Return), this, [this] {
            m_workspace.placeOn(m_workspace.selectedTarget(), m_shelf->currentNetwork().toStdString());
        });
    m_actions->putOn = menu->addMenu(QString());
    connect(m_actions->putOn, &QMenu::aboutToShow, this, [this] {
        m_actions->putOn->clear();
        fillPutOnMenu(*m_actions->putOn, m_shelf->currentNetwork());
    });
    menu->addSeparator();
    m_actions->resetTarget =
        menu->addAction(QString(), this, [this] { m_workspace.resetConfiguration(m_workspace.selectedTarget()); });
    m_actions->compare = menu->addAction(QString(), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_K), this, [this] {
        if (const auto design = designOn(m_workspace, m_workspace.selectedTarget()))
            compare({*design});
    });
    m_actions->duplicate = menu->addAction(QString(), QKeySequence(Qt::CTRL | Qt::Key_D), this, [this] {
        duplicateTarget(QString::fromStdString(m_workspace.selectedTarget()));
    });
    m_actions->editPreset = menu->addAction(QString(), QKeySequence(Qt::CTRL | Qt::Key_E), this, [this] {
        showPreset(QString::fromStdString(m_workspace.selectedTarget()));
    });
    menu->addSeparator();
    menu->addMenu(m_board->groupMenu());
    menu->addMenu(m_board->sortMenu());
}

void MainWindow::buildViewMenu()
{
    QMenu* menu = m_actions->view = menuBar()->addMenu(QString());
    for (const Perspective& perspective : m_perspectives)
        menu->addAction(perspective.action);
    menu->addSeparator();
    m_actions->theme = menu->addMenu(QString());
    auto* themes = new QActionGroup(this);
    const auto addTheme = [&](ThemeChoice choice) {
        QAction* action = m_actions->theme->addAction(QString());
        action->setCheckable(true);
        action->setChecked(m_theme.choice() == choice);
        themes->addAction(action);
        connect(action, &QAction::triggered, this, [this, choice] { chooseTheme(static_cast<int>(choice)); });
        return action;
    };
    m_actions->themeSystem = addTheme(ThemeChoice::system);
    m_actions->themeLight = addTheme(ThemeChoice::light);
    m_actions->themeDark = addTheme(ThemeChoice::dark);

    m_actions->language = menu->addMenu(QString());
    auto* languages = new QActionGroup(this);
    const auto addLanguage = [&](const QString& code, const QString& name) {
        QAction* action = m_actions->language->addAction(name);
        action->setCheckable(true);
        action->setChecked(m_language.choice() == code);
        languages->addAction(action);
        connect(action, &QAction::triggered, this, [this, code] { chooseLanguage(code); });
        return action;
    };
    m_actions->languageSystem = addLanguage({}, {});
    // A language is offered in its own words, whatever language is on.
    m_actions->english = addLanguage(QStringLiteral("en"), QStringLiteral("English"));
    m_actions->japanese = addLanguage(QStringLiteral("ja"), QStringLiteral("日本語"));

    menu->addSeparator();
    for (QDockWidget* dock : {m_shelfDock, m_detailsDock, m_layersDock, m_notesDock})
        if (dock)
            menu->addAction(dock->toggleViewAction());
    m_actions->resetLayout = menu->addAction(QString(), this, &MainWindow::resetLayout);
}

void MainWindow::buildHelpMenu()
{
    QMenu* menu = m_actions->help = menuBar()->addMenu(QString());
    m_help->fillMenu(*menu);
    menu->addSeparator();
    m_actions->about = menu->addAction(QString(), this, &MainWindow::showAbout);
}

void MainWindow::fillRecentMenu()
{
    m_actions->recent->clear();
    const QStringList files = m_settings.recentFiles();
    for (const QString& path : files)
        m_actions->recent->addAction(path, this, [this, path] {
            m_workspace.openFiles({path}, {OpenDestination::Kind::board, {}});
        });
    if (files.isEmpty())
        m_actions->recent->addAction(tr("No recent files"))->setEnabled(false);
    m_actions->recent->addSeparator();
    m_actions->recent->addAction(m_actions->clearRecent);
}

void MainWindow::fillPutOnMenu(QMenu& menu, const QString& network)
{
    QMenu* section = nullptr;
    std::string group;
    for (const Target& target : m_workspace.targets().targets) {
        if (!section || target.group != group) {
            group = target.group;
            section = menu.addMenu(groupText(group));
        }
        section->addAction(QString::fromStdString(target.name), this,
                           [this, id = target.id, network] { m_workspace.placeOn(id, network.toStdString()); });
    }
    menu.setEnabled(!network.isEmpty());
}

void MainWindow::fillNetworkMenu(QMenu& menu, const QString& target)
{
    const auto add = [&](const NetworkId& id) {
        menu.addAction(networkTitle(id), this, [this, id, target] {
            if (target.isEmpty())
                m_workspace.placeOnAll(id);
            else
                m_workspace.placeOn(target.toStdString(), id);
        });
    };
    for (const OpenedNetwork& opened : m_workspace.state().opened)
        add(opened.id);
    menu.addSeparator();
    for (const NetworkFamily& family : networkFamilies())
        add(zooNetworkId(m_shelf->model().spec(family.id).toString()));
}

void MainWindow::showShelfMenu(const QString& entry, const QPoint& at)
{
    QMenu menu(this);
    const QString network = m_shelf->currentNetwork(); // none where the entry waits for sizes
    if (!network.isEmpty() && network == entry) {
        menu.addAction(m_actions->contents);
        menu.addAction(tr("Put on all targets"), this,
                       [this, network] { m_workspace.placeOnAll(network.toStdString()); });
        QMenu* putOn = menu.addMenu(tr("Put on target"));
        fillPutOnMenu(*putOn, network);
        if (const std::string& target = m_workspace.selectedTarget(); !target.empty())
            menu.addAction(m_actions->compare->text(), this, [this, network, target] {
                ComparisonColumn design;
                design.network = networkSource(network.toStdString());
                design.target = target;
                design.configuration = m_workspace.configuration(target);
                compare({design});
            });
    }
    if (!entry.isEmpty() && !isZooNetwork(entry.toStdString()))
        menu.addAction(tr("Remove from shelf"), this, [this, entry] { m_workspace.removeOpened(entry.toStdString()); });
    menu.addSeparator();
    menu.addAction(m_actions->open);
    menu.exec(at);
}

void MainWindow::showContents(const std::string& network)
{
    if (!m_contents)
        m_contents = new NetworkWindow(m_workspace, this);
    m_contents->showNetwork(network);
}

void MainWindow::showCardMenu(const QString& target, const QPoint& at)
{
    QMenu menu(this);
    QMenu* networks = menu.addMenu(target.isEmpty() ? tr("Put on all targets") : tr("Put here"));
    fillNetworkMenu(*networks, target);
    if (!target.isEmpty()) {
        menu.addSeparator();
        menu.addAction(m_actions->resetTarget);
        menu.addAction(m_actions->copy);
        menu.addAction(m_actions->compare);
        menu.addSeparator();
        menu.addAction(tr("Duplicate…"), this, [this, target] { duplicateTarget(target); });
        menu.addAction(tr("Show its numbers"), this, [this, target] { showPreset(target); });
    }
    menu.exec(at);
}

void MainWindow::copyCard()
{
    const int row = m_board->model().rowOf(m_workspace.selectedTarget());
    if (row >= 0)
        QApplication::clipboard()->setText(m_board->model().card(row).spoken());
}

void MainWindow::showAbout()
{
    QMessageBox::about(this, tr("About Tenbin"),
                       tr("<h3>Tenbin %1</h3><p>Estimates latency, memory and energy of neural networks on edge-AI "
                          "chips, layer by layer, from published facts.</p><p>GNU General Public License, version 3 or "
                          "later. Uses Qt %2.</p>")
                           .arg(QApplication::applicationVersion(), QLatin1String(qVersion())));
}

void MainWindow::chooseTheme(int choice)
{
    m_theme.setChoice(static_cast<ThemeChoice>(choice));
    m_settings.setTheme(toString(m_theme.choice()));
    retranslate();
}

void MainWindow::chooseLanguage(const QString& code)
{
    m_settings.setLanguage(code);
    m_language.setChoice(code);
}

void MainWindow::refreshActions()
{
    const QString network = m_shelf->currentNetwork();
    const bool hasTarget = !m_workspace.selectedTarget().empty();
    m_actions->putOnAll->setEnabled(!network.isEmpty());
    m_actions->putOnSelected->setEnabled(!network.isEmpty() && hasTarget);
    m_actions->contents->setEnabled(!network.isEmpty());
    m_actions->putOn->setEnabled(!network.isEmpty());
    const QString entry = m_shelf->currentEntry();
    m_actions->remove->setEnabled(!entry.isEmpty() && !isZooNetwork(entry.toStdString()));
    m_actions->resetTarget->setEnabled(hasTarget && !m_workspace.configuration(m_workspace.selectedTarget()).empty());
    m_actions->copy->setEnabled(hasTarget);
    m_actions->compare->setEnabled(hasTarget && !m_workspace.networkOn(m_workspace.selectedTarget()).empty());
    m_actions->duplicate->setEnabled(hasTarget);
    m_actions->editPreset->setEnabled(hasTarget);
    const QUndoStack& stack = *undoStack();
    m_actions->undo->setEnabled(stack.canUndo());
    m_actions->redo->setEnabled(stack.canRedo());
    m_actions->undo->setText(stack.canUndo() ? tr("Undo: %1").arg(stack.undoText()) : tr("Undo"));
    m_actions->redo->setText(stack.canRedo() ? tr("Redo: %1").arg(stack.redoText()) : tr("Redo"));
}

void MainWindow::retranslate()
{
    m_project->retranslate();
    const std::pair<QMenu*, QString> menus[] = {
        {m_actions->file, tr("&File")},          {m_actions->edit, tr("&Edit")},
        {m_actions->board, tr("&Board")},        {m_actions->view, tr("&View")},
        {m_actions->help, tr("&Help")},          {m_actions->recent, tr("Recent files")},
        {m_actions->putOn, tr("Put on target")}, {m_actions->theme, tr("Theme")},
        {m_actions->language, tr("Language")}};
    for (const auto& [menu, title] : menus)
        menu->setTitle(title);
    const std::pair<QAction*, QString> actions[] = {{m_actions->open, tr("Open model files…")},
                                                    {m_actions->clearRecent, tr("Clear list")},
                                                    {m_actions->report, tr("Export report…")},
                                                    {m_actions->contents, tr("Show what is in it…")},
                                                    {m_actions->remove, tr("Remove from shelf")},
                                                    {m_actions->quit, tr("Quit")},
                                                    {m_actions->copy, tr("Copy card as text")},
                                                    {m_actions->findModel, tr("Find model")},
                                                    {m_actions->findTarget, tr("Find target")},
                                                    {m_actions->putOnAll, tr("Put on all targets")},
                                                    {m_actions->putOnSelected, tr("Put on selected target")},
                                                    {m_actions->resetTarget, tr("Reset configuration")},
                                                    {m_actions->compare, tr("Add to comparison")},
                                                    {m_actions->duplicate, tr("Duplicate target…")},
                                                    {m_actions->editPreset, tr("Show the target's numbers")},
                                                    {m_actions->themeSystem, tr("As the system")},
                                                    {m_actions->themeLight, tr("Light")},
                                                    {m_actions->themeDark, tr("Dark")},
                                                    {m_actions->languageSystem, tr("As the system")},
                                                    {m_actions->resetLayout, tr("Reset layout")},
                                                    {m_actions->about, tr("About Tenbin")}};
    for (const auto& [action, text] : actions)
        action->setText(text);
    retranslatePerspectives();
    m_help->retranslate(m_language.code());
    m_cancelTask->setText(tr("Cancel"));
    m_shelfDock->setWindowTitle(tr("Shelf"));
    if (m_detailsDock)
        m_detailsDock->setWindowTitle(tr("Details"));
    if (m_layersDock)
        m_layersDock->setWindowTitle(tr("Inspector"));
    m_notesDock->setWindowTitle(tr("Notes"));
    m_modes->setWindowTitle(tr("Perspectives"));
    m_languageButton->setText(m_language.code() == QLatin1String("ja") ? QStringLiteral("日本語")
                                                                       : QStringLiteral("English"));
    m_languageButton->setAccessibleName(tr("Language"));
    m_languageButton->setToolTip(tr("Language"));
    m_themeButton->setText(m_theme.dark() ? tr("Dark") : tr("Light"));
    m_themeButton->setAccessibleName(tr("Theme"));
    m_themeButton->setToolTip(tr("Theme"));
    refreshActions();
    refreshStatus();
}

} // namespace tenbin
