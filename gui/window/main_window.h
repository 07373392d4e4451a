// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QMainWindow>
#include <QTimer>

#include "gui/app/project_part.h"

class QDockWidget;
class QLabel;
class QMenu;
class QProgressBar;
class QStackedWidget;
class QToolButton;
class QUndoStack;

namespace tenbin {

class BackgroundTasks;
class BoardPage;
class ComparePage;
class ExplorePage;
class Language;
class MessageStrip;
class ModeBar;
class NetworkWindow;
class PresetPage;
class PresetSession;
class SettingsStore;
class ReportDialog;
class ReportExport;
class ShelfPanel;
class SparsityPage;
struct ReportChoice;
class InspectorPanel;
class ValidatePage;
class ValidationService;
struct ComparisonColumn;
struct Configuration;
class Theme;
class ProjectController;
class WindowHelp;
class Workspace;

/// Puts the perspectives, the docks and the menus together. Holds no state of
/// its own but what a window has: layout, language, theme.
class MainWindow final : public QMainWindow {
    Q_OBJECT
public:
    MainWindow(Workspace& workspace, SettingsStore& settings, Theme& theme, Language& language,
               QWidget* parent = nullptr);

    BoardPage& board() { return *m_board; }
    InspectorPanel& inspector() { return *m_inspector; }
    ShelfPanel& shelf() { return *m_shelf; }
    ComparePage& comparePage() { return *m_comparePage; }
    PresetPage& presets() { return *m_presets; }
    /// What a project keeps. A page or a dock that has such a state adds itself where it is built.
    ProjectParts& projectParts() { return m_projectParts; }
    WindowHelp& help() { return *m_help; }
    BackgroundTasks& tasks() { return *m_tasks; }
    ReportExport& reports() { return *m_reports; }
    /// Opens the dialog about what is in front.
    void exportReport();

    ProjectController& project() { return *m_project; }
    /// From here on the window has a project: what it shows now is a new one.
    void beginProject();

    /// Lets the user choose model files; those chosen land on the shelf, the first on the board.
    void openFiles();
    void resetLayout();
    /// The system wants the program to end: keeps the layout and what is not saved, and asks nothing.
    void leaveAtOnce();

protected:
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void keepLayout();
    void buildCentre();
    // perspectives.cpp
    void buildPerspectives();
    /// A page of its own beside the board; `icon` names an SVG of the resources, `title`
    /// is marked with QT_TRANSLATE_NOOP("Perspectives"). Pages come in the order of calls.
    void addPerspective(QWidget* page, const QString& icon, const char* title);
    void showPerspective(int index);
    void buildComparison();
    void buildValidation();
    /// Adds designs to the comparison and shows it.
    void compare(const std::vector<ComparisonColumn>& designs);
    void buildPresets();
    void showPreset(const QString& target);
    void duplicateTarget(const QString& target);
    /// Everything that can be reported now, what is in front first (window_report.cpp).
    std::vector<ReportChoice> reportChoices() const;
    /// Undo of the perspective that is shown.
    QUndoStack* undoStack() const;
    void buildExplore();
    void showMeasurements(const QString& target);
    /// One design in full: the network on the target's card, configured so, and selected.
    void showOnBoard(const QString& target, const QString& network, const Configuration& configuration);
    void retranslatePerspectives();
    void buildDocks();
    void buildStatusBar();
    void restoreLayout();
    // window_menus.cpp
    void buildMenus();
    void buildFileMenu();
    void buildEditMenu();
    void buildBoardMenu();
    void buildViewMenu();
    void buildHelpMenu();
    void fillRecentMenu();
    void fillPutOnMenu(QMenu& menu, const QString& network);
    void fillNetworkMenu(QMenu& menu, const QString& target);
    void showShelfMenu(const QString& entry, const QPoint& at);
    /// What is in a network of the shelf, in a window of its own.
    void showContents(const std::string& network);
    void showCardMenu(const QString& target, const QPoint& at);
    void copyCard();
    void showAbout();
    void chooseTheme(int choice);
    void chooseLanguage(const QString& code);
    void retranslate();
    void refreshActions();
    void refreshStatus();
    /// Text of the status line while nothing runs.
    QString restText() const;

    Workspace& m_workspace;
    SettingsStore& m_settings;
    Theme& m_theme;
    Language& m_language;
    ProjectParts m_projectParts;
    ProjectController* m_project;
    ModeBar* m_modes;
    QStackedWidget* m_pages;
    struct Perspective {
        QAction* action;
        const char* title;
    };
    std::vector<Perspective> m_perspectives;
    QByteArray m_boardLayout; ///< docks of the board while another perspective is shown
    BoardPage* m_board;
    InspectorPanel* m_inspector = nullptr;
    ValidationService* m_validation = nullptr;
    ValidatePage* m_validatePage = nullptr;
    ComparePage* m_comparePage = nullptr;
    PresetPage* m_presets = nullptr;
    ExplorePage* m_explorePage = nullptr;
    SparsityPage* m_sparsityPage = nullptr;
    ReportExport* m_reports = nullptr;
    ReportDialog* m_reportDialog = nullptr;
    ShelfPanel* m_shelf;
    MessageStrip* m_messages;
    QDockWidget* m_shelfDock = nullptr;
    QDockWidget* m_detailsDock = nullptr;
    QDockWidget* m_layersDock = nullptr;
    QDockWidget* m_notesDock = nullptr;
    QLabel* m_status = nullptr;
    QTimer m_busyDelay;
    QProgressBar* m_progress = nullptr;
    QToolButton* m_cancelTask = nullptr;
    BackgroundTasks* m_tasks = nullptr;
    WindowHelp* m_help = nullptr;
    NetworkWindow* m_contents = nullptr; ///< made when first asked for
    QToolButton* m_languageButton = nullptr;
    QToolButton* m_themeButton = nullptr;

    struct Actions;
    Actions* m_actions = nullptr; // owned by the window through QObject
};

} // namespace tenbin
