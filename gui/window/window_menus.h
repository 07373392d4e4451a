// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QAction;
class QMenu;

namespace tenbin {

class Appearance;
class BoardCommands;
class FileCommands;
class MainWindow;
class Perspectives;
class ProjectController;
class ShelfPanel;
class WindowDocks;
class WindowHelp;

/// Whose commands the menus hold.
struct MenuParts {
    ProjectController& project;
    FileCommands& files;
    BoardCommands& board;
    ShelfPanel& shelf;
    Perspectives& perspectives;
    Appearance& appearance;
    WindowDocks& docks;
    WindowHelp& help;
};

/// The menu bar: which command stands where, and the few commands that are the window's own.
class WindowMenus final : public QObject {
    Q_OBJECT
public:
    WindowMenus(MainWindow& window, const MenuParts& parts);

    void retranslate();

private:
    void buildFile(const MenuParts& parts);
    void buildEdit(const MenuParts& parts);
    void buildView(const MenuParts& parts);
    void buildHelp(const MenuParts& parts);
    void showAbout();
    void refreshUndo();

    MainWindow& m_window;
    Perspectives& m_perspectives;
    QMenu *m_file, *m_edit, *m_board, *m_view, *m_help;
    QAction *m_report = nullptr, *m_quit = nullptr, *m_undo = nullptr, *m_redo = nullptr;
    QAction *m_resetLayout = nullptr, *m_about = nullptr;
};

} // namespace tenbin
