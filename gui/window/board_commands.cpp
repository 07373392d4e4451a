// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/board_commands.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QMenu>

#include "engine/zoo/zoo.h"
#include "gui/app/design_drag.h"
#include "gui/app/network_names.h"
#include "gui/app/workspace.h"
#include "gui/board/board_page.h"
#include "gui/items/board_model.h"
#include "gui/items/shelf_model.h"
#include "gui/look/text.h"
#include "gui/shelf/network_window.h"
#include "gui/shelf/shelf_panel.h"
#include "gui/window/perspectives.h"

namespace tenbin {

BoardCommands::BoardCommands(QWidget& window, Workspace& workspace, BoardPage& board, ShelfPanel& shelf,
                             Perspectives& perspectives)
    : QObject(&window), m_window(window), m_workspace(workspace), m_board(board), m_shelf(shelf),
      m_perspectives(perspectives), m_putOn(new QMenu(&window))
{
    build();
    buildTargetCommands();
    connect(m_putOn, &QMenu::aboutToShow, this, [this] {
        m_putOn->clear();
        fillPutOn(*m_putOn, m_shelf.currentNetwork());
    });
    connect(&m_board, &BoardPage::menuRequested, this, &BoardCommands::showCardMenu);
    connect(&m_shelf, &ShelfPanel::contentsRequested, this, &BoardCommands::showContents);
    connect(&m_shelf, &ShelfPanel::currentNetworkChanged, this, &BoardCommands::refresh);
    connect(&m_workspace, &Workspace::selectionChanged, this, &BoardCommands::refresh);
    connect(&m_workspace, &Workspace::stateChanged, this, &BoardCommands::refresh);
    refresh();
}

QAction* BoardCommands::add(const QKeySequence& keys, std::function<void()> run)
{
    auto* action = new QAction(this);
    action->setShortcut(keys);
    connect(action, &QAction::triggered, this, std::move(run));
    return action;
}

void BoardCommands::build()
{
    const auto network = [this] { return m_shelf.currentNetwork().toStdString(); };
    m_show = add(QKeySequence(Qt::CTRL | Qt::Key_I), [=, this] { showContents(network()); });
    m_remove = add({}, [this] { m_workspace.removeOpened(m_shelf.currentEntry().toStdString()); });
    m_copy = add(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), [this] { copyCard(); });
    m_findTarget = add(QKeySequence::Find, [this] { m_board.focusFilter(); });
    m_putOnAll = add(QKeySequence(Qt::CTRL | Qt::Key_Return), [=, this] { m_workspace.placeOnAll(network()); });
    m_putOnSelected = add(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Return),
                          [=, this] { m_workspace.placeOn(m_workspace.selectedTarget(), network()); });
    m_reset = add({}, [this] { m_workspace.resetConfiguration(m_workspace.selectedTarget()); });
    m_compare = add(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_K), [this] { compareSelected(); });
    m_about = add({}, [this] { Q_EMIT aboutRequested(); });
    m_ask = add({}, [this] {
        m_perspectives.showBoard();
        m_board.askForMore();
    });
}

void BoardCommands::buildTargetCommands()
{
    for (const Perspective& perspective : m_perspectives.all())
        for (const TargetCommand& command : perspective.commands) {
            QAction* action = add(
                command.keys, [this, run = command.run] { run(QString::fromStdString(m_workspace.selectedTarget())); });
            m_targetCommands.emplace_back(action, command);
        }
}

void BoardCommands::addNetworkCommands(QMenu& menu) { menu.addActions({m_show, m_remove}); }

void BoardCommands::addEditCommands(QMenu& menu, std::function<void()> findModel)
{
    m_findModel = add(QKeySequence(Qt::CTRL | Qt::Key_M), std::move(findModel));
    menu.addAction(m_copy);
    menu.addSeparator();
    menu.addActions({m_findTarget, m_findModel});
}

void BoardCommands::addBoardCommands(QMenu& menu)
{
    menu.addActions({m_putOnAll, m_putOnSelected});
    menu.addMenu(m_putOn);
    menu.addSeparator();
    menu.addActions({m_reset, m_compare, m_about});
    for (const auto& [action, command] : m_targetCommands)
        menu.addAction(action);
    menu.addSeparator();
    menu.addAction(m_ask);
    menu.addMenu(m_board.groupMenu());
    menu.addMenu(m_board.sortMenu());
}

void BoardCommands::compareSelected()
{
    if (const auto design = designOn(m_workspace, m_workspace.selectedTarget()))
        m_perspectives.compare({*design});
}

void BoardCommands::fillPutOn(QMenu& menu, const QString& network)
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

void BoardCommands::fillNetworks(QMenu& menu, const QString& target)
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
        add(zooNetworkId(m_shelf.model().spec(family.id).toString()));
}

void BoardCommands::addNetworkEntries(QMenu& menu, const QString& network)
{
    menu.addAction(m_show);
    menu.addAction(tr("Put on all targets"), this, [this, network] { m_workspace.placeOnAll(network.toStdString()); });
    fillPutOn(*menu.addMenu(tr("Put on target")), network);
    const TargetId target = m_workspace.selectedTarget();
    if (target.empty())
        return;
    menu.addAction(m_compare->text(), this, [this, network, target] {
        ComparisonColumn design;
        design.network = networkSource(network.toStdString());
        design.target = target;
        design.configuration = m_workspace.configuration(target);
        m_perspectives.compare({design});
    });
}

void BoardCommands::showShelfMenu(const QString& entry, const QPoint& at, QAction* open)
{
    QMenu menu(&m_window);
    const QString network = m_shelf.currentNetwork(); // none where the entry waits for sizes
    if (!network.isEmpty() && network == entry)
        addNetworkEntries(menu, network);
    if (!entry.isEmpty() && !isZooNetwork(entry.toStdString()))
        menu.addAction(tr("Remove from shelf"), this, [this, entry] { m_workspace.removeOpened(entry.toStdString()); });
    menu.addSeparator();
    menu.addAction(open);
    menu.exec(at);
}

void BoardCommands::showCardMenu(const QString& target, const QPoint& at)
{
    QMenu menu(&m_window);
    QMenu* networks = menu.addMenu(tr("Put here"));
    if (target.isEmpty())
        networks->setTitle(tr("Put on all targets"));
    fillNetworks(*networks, target);
    if (!target.isEmpty()) {
        menu.addSeparator();
        menu.addActions({m_reset, m_copy, m_compare, m_about});
        menu.addSeparator();
        for (const auto& [action, command] : m_targetCommands)
            menu.addAction(QCoreApplication::translate("Perspectives", command.shortTitle), this,
                           [run = command.run, target] { run(target); });
    }
    menu.exec(at);
}

void BoardCommands::showContents(const NetworkId& network)
{
    if (!m_contents)
        m_contents = new NetworkWindow(m_workspace, &m_window);
    m_contents->showNetwork(network);
}

void BoardCommands::copyCard()
{
    const int row = m_board.model().rowOf(m_workspace.selectedTarget());
    if (row >= 0)
        QApplication::clipboard()->setText(m_board.model().card(row).spoken());
}

void BoardCommands::refresh()
{
    const bool hasNetwork = !m_shelf.currentNetwork().isEmpty();
    const TargetId& target = m_workspace.selectedTarget();
    const bool hasTarget = !target.empty();
    m_putOnAll->setEnabled(hasNetwork);
    m_putOnSelected->setEnabled(hasNetwork && hasTarget);
    m_show->setEnabled(hasNetwork);
    m_putOn->setEnabled(hasNetwork);
    const QString entry = m_shelf.currentEntry();
    m_remove->setEnabled(!entry.isEmpty() && !isZooNetwork(entry.toStdString()));
    m_reset->setEnabled(hasTarget && !m_workspace.configuration(target).empty());
    m_copy->setEnabled(hasTarget);
    m_about->setEnabled(hasTarget);
    m_compare->setEnabled(hasTarget && !m_workspace.networkOn(target).empty());
    for (const auto& [action, command] : m_targetCommands)
        action->setEnabled(hasTarget);
}

void BoardCommands::retranslate()
{
    m_putOn->setTitle(tr("Put on target"));
    m_show->setText(tr("Show what is in it…"));
    m_remove->setText(tr("Remove from shelf"));
    m_copy->setText(tr("Copy card as text"));
    m_findTarget->setText(tr("Find target"));
    m_ask->setText(tr("Add requirement…"));
    m_findModel->setText(tr("Find model"));
    m_putOnAll->setText(tr("Put on all targets"));
    m_putOnSelected->setText(tr("Put on selected target"));
    m_reset->setText(tr("Reset configuration"));
    m_compare->setText(tr("Add to comparison"));
    m_about->setText(tr("About this chip"));
    for (const auto& [action, command] : m_targetCommands)
        action->setText(QCoreApplication::translate("Perspectives", command.title));
}

} // namespace tenbin
