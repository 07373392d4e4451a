// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <utility>
#include <vector>

#include <QObject>

#include "gui/app/workspace_state.h"
#include "gui/perspective/perspective.h"

class QAction;
class QMenu;
class QPoint;

namespace tenbin {

class BoardPage;
class NetworkWindow;
class Perspectives;
class ShelfPanel;

/// What the user can do with the network of the shelf and the target of the board, in the window's menus and in those
/// of cards and of the shelf.
class BoardCommands final : public QObject {
    Q_OBJECT
public:
    BoardCommands(QWidget& window, Workspace& workspace, BoardPage& board, ShelfPanel& shelf,
                  Perspectives& perspectives);

    /// About the network of the shelf: what is in it, remove it.
    void addNetworkCommands(QMenu& menu);
    /// Text of the card, and a way to a target or a model.
    void addEditCommands(QMenu& menu, std::function<void()> findModel);
    /// Networks onto targets, and what one does with a target.
    void addBoardCommands(QMenu& menu);

    /// What is in a network of the shelf, in a window of its own.
    void showContents(const NetworkId& network);
    void showCardMenu(const QString& target, const QPoint& at);
    /// Beside the commands about `entry` stands `open`.
    void showShelfMenu(const QString& entry, const QPoint& at, QAction* open);

    void retranslate();
    /// What can be done now.
    void refresh();

Q_SIGNALS:
    /// What is known of the selected target as a product.
    void aboutRequested();

private:
    void build();
    void buildTargetCommands();
    QAction* add(const QKeySequence& keys, std::function<void()> run);
    void fillPutOn(QMenu& menu, const QString& network);
    void fillNetworks(QMenu& menu, const QString& target);
    void addNetworkEntries(QMenu& menu, const QString& network);
    void compareSelected();
    void copyCard();

    QWidget& m_window;
    Workspace& m_workspace;
    BoardPage& m_board;
    ShelfPanel& m_shelf;
    Perspectives& m_perspectives;
    NetworkWindow* m_contents = nullptr; ///< made when first asked for
    QMenu* m_putOn;
    QAction *m_show = nullptr, *m_remove = nullptr, *m_copy = nullptr, *m_findTarget = nullptr, *m_findModel = nullptr;
    QAction *m_putOnAll = nullptr, *m_putOnSelected = nullptr, *m_reset = nullptr, *m_compare = nullptr;
    QAction* m_about = nullptr;
    QAction* m_ask = nullptr;
    std::vector<std::pair<QAction*, TargetCommand>> m_targetCommands;
};

} // namespace tenbin
