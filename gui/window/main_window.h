// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMainWindow>

#include "gui/app/project_part.h"
#include "gui/window/perspectives.h"

namespace tenbin {

class Appearance;
class BackgroundTasks;
class BoardCommands;
class BoardPage;
class FileCommands;
class DetailsPanel;
class InspectorPanel;
class Language;
class ProjectController;
class ReportDialog;
class ReportExport;
class SettingsStore;
class ShelfPanel;
class StatusLine;
class Theme;
class ValidationService;
class WindowDocks;
class WindowHelp;
class WindowMenus;
class Workspace;

/// Puts the perspectives, the docks and the menus together. Holds no state of its own but what a window has: which
/// perspective is in front, and how wide things are.
class MainWindow final : public QMainWindow {
    Q_OBJECT
public:
    MainWindow(Workspace& workspace, SettingsStore& settings, Theme& theme, Language& language,
               QWidget* parent = nullptr);

    /// The page of a perspective, by its type.
    template <class Page>
    Page& page()
    {
        return m_perspectives->page<Page>();
    }
    BoardPage& board();
    InspectorPanel& inspector() { return *m_inspector; }
    ShelfPanel& shelf() { return *m_shelf; }
    /// What a project keeps.
    ProjectParts& projectParts() { return m_projectParts; }
    WindowHelp& help() { return *m_help; }
    BackgroundTasks& tasks() { return *m_tasks; }
    ReportExport& reports() { return *m_reports; }
    /// Opens the dialog about what is in front.
    void exportReport();

    ProjectController& project() { return *m_project; }
    /// From here on the window has a project: what it shows now is a new one.
    void beginProject();

    void resetLayout();
    /// The system wants the program to end: keeps the layout and what is not saved, and asks nothing.
    void leaveAtOnce();

protected:
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void buildCentre();
    void buildDocks();
    void buildCommands();
    void joinProject();
    void connectParts();
    void keepLayout();
    void restoreLayout();
    void retranslate();

    Workspace& m_workspace;
    SettingsStore& m_settings;
    Language& m_language;
    ProjectParts m_projectParts;
    ProjectController* m_project;
    BackgroundTasks* m_tasks;
    ReportExport* m_reports;
    ReportDialog* m_reportDialog = nullptr; ///< made when first asked for
    Perspectives* m_perspectives;
    ShelfPanel* m_shelf;
    DetailsPanel* m_details = nullptr;
    InspectorPanel* m_inspector = nullptr;
    WindowDocks* m_docks = nullptr;
    StatusLine* m_status;
    Appearance* m_appearance;
    FileCommands* m_files;
    BoardCommands* m_boardCommands = nullptr;
    WindowHelp* m_help = nullptr;
    WindowMenus* m_menus = nullptr;
};

} // namespace tenbin
