// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/main_window.h"

#include <algorithm>

#include <QCloseEvent>
#include <QCoreApplication>
#include <QDragEnterEvent>
#include <QMimeData>
#include <QScreen>
#include <QStandardPaths>
#include <QVBoxLayout>

#include "engine/targets/preset_folders.h"
#include "gui/app/background_tasks.h"
#include "gui/app/network_names.h"
#include "gui/app/settings_store.h"
#include "gui/app/validation_service.h"
#include "gui/app/workspace.h"
#include "gui/board/board_page.h"
#include "gui/details/details_panel.h"
#include "gui/details/layers_panel.h"
#include "gui/help/window_help.h"
#include "gui/inspect/inspector_panel.h"
#include "gui/look/focus_ring.h"
#include "gui/look/language.h"
#include "gui/project/notes_panel.h"
#include "gui/project/project_controller.h"
#include "gui/project/recovery_strip.h"
#include "gui/report/report_dialog.h"
#include "gui/report/report_export.h"
#include "gui/shelf/shelf_panel.h"
#include "gui/window/appearance.h"
#include "gui/window/board_commands.h"
#include "gui/window/file_commands.h"
#include "gui/window/message_strip.h"
#include "gui/window/mode_bar.h"
#include "gui/window/status_line.h"
#include "gui/window/window_docks.h"
#include "gui/window/window_menus.h"

namespace tenbin {

namespace {

/// Cameras are a convenience: a broken list leaves none to choose, not a window that does not open.
std::vector<Camera> camerasIn(const std::vector<std::filesystem::path>& folders)
{
    for (const auto& folder : folders)
        if (auto cameras = readCameras(folder / "cameras.toml"))
            return std::move(*cameras);
    return {};
}

std::filesystem::path ownMeasurements()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    return (folder + QStringLiteral("/measurements")).toStdString();
}

} // namespace

MainWindow::MainWindow(Workspace& workspace, SettingsStore& settings, Theme& theme, Language& language, QWidget* parent)
    : QMainWindow(parent), m_workspace(workspace), m_settings(settings), m_language(language),
      m_project(new ProjectController(*this, workspace, settings, m_projectParts)), m_tasks(new BackgroundTasks(this)),
      m_reports(new ReportExport(workspace, *m_tasks, this)),
      m_perspectives(new Perspectives(workspace, settings, *new ValidationService(workspace, ownMeasurements(), this),
                                      *m_tasks, this)),
      m_shelf(new ShelfPanel(workspace, this)), m_status(new StatusLine(*statusBar(), workspace, *m_tasks)),
      m_appearance(new Appearance(*this, theme, language, settings)),
      m_files(new FileCommands(*this, workspace, settings))
{
    setObjectName(QStringLiteral("mainWindow"));
    setAcceptDrops(true);
    joinProject();
    buildCentre();
    buildDocks();
    buildCommands();
    new FocusRing(this);
    retranslate();
    connectParts();
    restoreLayout();
}

BoardPage& MainWindow::board() { return page<BoardPage>(); }

void MainWindow::joinProject()
{
    for (const Perspective& perspective : m_perspectives->all()) {
        if (perspective.part)
            m_projectParts.add(*perspective.part);
        if (perspective.useProject)
            connect(&m_project->session(), &ProjectSession::fileChanged, perspective.page, perspective.useProject);
    }
}

void MainWindow::buildCentre()
{
    addToolBar(Qt::LeftToolBarArea, &m_perspectives->bar());
    auto* centre = new QWidget(this);
    auto* layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(new MessageStrip(m_workspace, this));
    layout->addWidget(&m_project->strip());
    layout->addWidget(m_perspectives, 1);
    setCentralWidget(centre);
}

void MainWindow::buildDocks()
{
    m_details = new DetailsPanel(&m_workspace, this);
    connect(m_details, &DetailsPanel::measurementsRequested, m_perspectives, &Perspectives::showMeasurements);
    m_inspector =
        new InspectorPanel(m_workspace, new LayersPanel(&m_workspace, this),
                           camerasIn(presetFolders(QCoreApplication::applicationFilePath().toStdString(), {})), this);
    m_docks = new WindowDocks(*this, *m_shelf, *m_details, *m_inspector, m_project->notes());
}

void MainWindow::buildCommands()
{
    m_boardCommands = new BoardCommands(*this, m_workspace, board(), *m_shelf, *m_perspectives);
    m_help = new WindowHelp(*this, m_workspace, m_settings, [this] { m_perspectives->showBoard(); });
    m_menus = new WindowMenus(*this, {.project = *m_project,
                                      .files = *m_files,
                                      .board = *m_boardCommands,
                                      .shelf = *m_shelf,
                                      .perspectives = *m_perspectives,
                                      .appearance = *m_appearance,
                                      .docks = *m_docks,
                                      .help = *m_help});
}

void MainWindow::connectParts()
{
    connect(m_perspectives, &Perspectives::leaving, m_docks, &WindowDocks::leave);
    connect(m_perspectives, &Perspectives::entered, m_docks, &WindowDocks::enter);
    connect(&board(), &BoardPage::detailsRequested, m_docks, &WindowDocks::showDetails);
    connect(m_shelf, &ShelfPanel::openRequested, m_files, &FileCommands::chooseFiles);
    connect(m_shelf, &ShelfPanel::menuRequested, m_boardCommands, [this](const QString& entry, const QPoint& at) {
        m_boardCommands->showShelfMenu(entry, at, m_files->openAction());
    });
    connect(m_boardCommands, &BoardCommands::aboutRequested, this, [this] {
        m_docks->showDetails();
        m_details->showProduct();
    });
    connect(&m_workspace, &Workspace::sizesWanted, m_docks, &WindowDocks::showShelf);
}

void MainWindow::restoreLayout()
{
    const QSize wanted(1440, 900);
    const QSize available = screen()->availableSize();
    resize(wanted.boundedTo(available));
    if (!m_settings.geometry().isEmpty())
        restoreGeometry(m_settings.geometry());
    else if (available.width() <= wanted.width() || available.height() <= wanted.height())
        setWindowState(windowState() | Qt::WindowMaximized);
    if (m_settings.layout().isEmpty() || !m_docks->restore(m_settings.layout()))
        resetLayout();
    if (const int tab = m_settings.inspectorTab(); tab >= 0 && tab < InspectorPanel::TabCount)
        m_inspector->showTab(static_cast<InspectorPanel::Tab>(tab));
    m_perspectives->bringForward(std::clamp(m_settings.perspective(), 0, m_perspectives->count() - 1));
}

void MainWindow::resetLayout()
{
    m_perspectives->showBoard();
    m_docks->reset();
}

void MainWindow::keepLayout()
{
    m_settings.setWindow(saveGeometry(), m_docks->layout());
    m_settings.setShown(m_perspectives->currentIndex(), m_inspector->currentTab());
}

void MainWindow::beginProject() { m_project->begin(); }

void MainWindow::exportReport()
{
    if (!m_reportDialog)
        m_reportDialog = new ReportDialog(*m_reports, m_settings, this);
    m_reportDialog->offer(m_perspectives->reports(), m_language.code());
    m_reportDialog->show();
    m_reportDialog->raise();
    m_reportDialog->activateWindow();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (!m_perspectives->mayLeave() || !m_project->mayClose()) {
        event->ignore();
        return;
    }
    keepLayout();
    QMainWindow::closeEvent(event);
}

void MainWindow::leaveAtOnce()
{
    keepLayout();
    m_project->leaveAtOnce();
}

void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (!localFiles(*event->mimeData()).isEmpty()) {
        event->setDropAction(Qt::CopyAction);
        event->accept();
    }
}

void MainWindow::dropEvent(QDropEvent* event)
{
    m_workspace.openFiles(localFiles(*event->mimeData()));
    event->setDropAction(Qt::CopyAction);
    event->accept();
}

void MainWindow::retranslate()
{
    m_project->retranslate();
    m_menus->retranslate();
    m_files->retranslate();
    m_boardCommands->retranslate();
    m_appearance->retranslate();
    m_docks->retranslate();
    m_perspectives->retranslate();
    m_status->retranslate();
    m_help->retranslate(m_language.code());
}

} // namespace tenbin
