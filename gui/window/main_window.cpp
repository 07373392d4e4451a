// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/main_window.h"

#include <QCloseEvent>
#include <QCoreApplication>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QMimeData>
#include <QProgressBar>
#include <QScreen>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolButton>
#include <QVBoxLayout>

#include "engine/formats/importer.h"
#include "engine/targets/preset_folders.h"
#include "gui/app/background_tasks.h"
#include "gui/app/network_names.h"
#include "gui/app/settings_store.h"
#include "gui/app/workspace.h"
#include "gui/board/board_page.h"
#include "gui/details/details_panel.h"
#include "gui/details/layers_panel.h"
#include "gui/help/window_help.h"
#include "gui/inspect/inspector_panel.h"
#include "gui/look/focus_ring.h"
#include "gui/look/language.h"
#include "gui/look/text.h"
#include "gui/look/theme.h"
#include "gui/preset_editor/preset_page.h"
#include "gui/project/notes_panel.h"
#include "gui/project/project_controller.h"
#include "gui/project/recovery_strip.h"
#include "gui/report/report_export.h"
#include "gui/shelf/shelf_panel.h"
#include "gui/window/message_strip.h"
#include "gui/window/mode_bar.h"
#include "gui/window/window_actions.h"

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

} // namespace

MainWindow::MainWindow(Workspace& workspace, SettingsStore& settings, Theme& theme, Language& language, QWidget* parent)
    : QMainWindow(parent), m_workspace(workspace), m_settings(settings), m_theme(theme), m_language(language),
      m_project(new ProjectController(*this, workspace, settings, m_projectParts)), m_modes(new ModeBar(this)),
      m_pages(new QStackedWidget(this)), m_board(new BoardPage(workspace, m_pages)),
      m_shelf(new ShelfPanel(workspace, this)), m_messages(new MessageStrip(workspace, this)),
      m_tasks(new BackgroundTasks(this)), m_actions(new Actions(this))
{
    setObjectName(QStringLiteral("mainWindow"));
    m_reports = new ReportExport(workspace, *m_tasks, this);
    setAcceptDrops(true);
    setDockNestingEnabled(true);
    buildCentre();
    buildDocks();
    buildStatusBar();
    m_help = new WindowHelp(*this, m_workspace, m_settings, [this] { showPerspective(0); });
    buildMenus();
    new FocusRing(this);
    retranslate();
    restoreLayout();
    m_board->setHintVisible(!m_settings.hintDismissed());
    m_board->setArrangement(m_settings.boardGroup(), m_settings.boardSort());

    connect(m_board, &BoardPage::hintDismissed, this, [this] { m_settings.dismissHint(); });
    connect(m_workspace.undoStack(), &QUndoStack::indexChanged, this, [this](int index) {
        if (index == 0)
            return;
        m_settings.dismissHint(); // who has placed something needs no line that says how
        m_board->setHintVisible(false);
    });
    connect(m_board, &BoardPage::arrangementChanged, this,
            [this] { m_settings.setBoard(m_board->groupId(), m_board->sortId()); });
    connect(m_board, &BoardPage::detailsRequested, this, [this] {
        if (m_detailsDock) {
            m_detailsDock->show();
            m_detailsDock->raise();
            m_detailsDock->widget()->setFocus();
        }
    });
    connect(m_board, &BoardPage::menuRequested, this, &MainWindow::showCardMenu);
    connect(m_shelf, &ShelfPanel::menuRequested, this, &MainWindow::showShelfMenu);
    connect(m_shelf, &ShelfPanel::contentsRequested, this, &MainWindow::showContents);
    connect(m_shelf, &ShelfPanel::openRequested, this, &MainWindow::openFiles);
    connect(m_shelf, &ShelfPanel::currentNetworkChanged, this, &MainWindow::refreshActions);
    connect(&m_workspace, &Workspace::selectionChanged, this, &MainWindow::refreshActions);
    connect(&m_workspace, &Workspace::stateChanged, this, &MainWindow::refreshActions);
    // Answers that come at once show no progress.
    m_busyDelay.setSingleShot(true);
    m_busyDelay.setInterval(200);
    connect(&m_busyDelay, &QTimer::timeout, this, &MainWindow::refreshStatus);
    connect(&m_workspace, &Workspace::busyChanged, this, [this](bool busy) {
        if (busy)
            m_busyDelay.start();
        else
            refreshStatus();
    });
    connect(&m_workspace, &Workspace::estimatesChanged, this, &MainWindow::refreshStatus);
    connect(&m_workspace, &Workspace::fileOpened, this,
            [this](const QString& path) { m_settings.addRecentFile(path); });
    connect(&m_workspace, &Workspace::sizesWanted, m_shelfDock, &QWidget::show);
    connect(&m_theme, &Theme::changed, this, &MainWindow::refreshStatus);
    connect(m_tasks, &BackgroundTasks::changed, this, &MainWindow::refreshStatus);
}

void MainWindow::buildCentre()
{
    addToolBar(Qt::LeftToolBarArea, m_modes);
    buildPerspectives();

    auto* centre = new QWidget(this);
    auto* layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_messages);
    layout->addWidget(&m_project->strip());
    layout->addWidget(m_pages, 1);
    setCentralWidget(centre);
}

void MainWindow::buildDocks()
{
    const auto addDock = [this](const char* name, QWidget* widget, Qt::DockWidgetArea area) {
        auto* dock = new QDockWidget(this);
        dock->setObjectName(QLatin1String(name));
        dock->setWidget(widget);
        addDockWidget(area, dock);
        return dock;
    };
    // The side docks keep their full height, as in Qt Creator.
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    m_shelfDock = addDock("shelfDock", m_shelf, Qt::LeftDockWidgetArea);
    auto* details = new DetailsPanel(&m_workspace, this);
    connect(details, &DetailsPanel::measurementsRequested, this, &MainWindow::showMeasurements);
    m_detailsDock = addDock("detailsDock", details, Qt::RightDockWidgetArea);
    m_inspector =
        new InspectorPanel(m_workspace, new LayersPanel(&m_workspace, this),
                           camerasIn(presetFolders(QCoreApplication::applicationFilePath().toStdString(), {})), this);
    m_layersDock = addDock("layersDock", m_inspector, Qt::BottomDockWidgetArea);
    m_notesDock = addDock("notesDock", &m_project->notes(), Qt::RightDockWidgetArea);
}

void MainWindow::buildStatusBar()
{
    m_status = new QLabel(this);
    m_status->setTextFormat(Qt::PlainText);
    m_progress = new QProgressBar(this);
    m_progress->setRange(0, 0);
    m_progress->setMaximumSize(96, 8);
    m_progress->setTextVisible(false);
    m_progress->hide();
    m_status->setObjectName(QStringLiteral("statusText"));
    m_cancelTask = new QToolButton(this);
    m_cancelTask->setObjectName(QStringLiteral("cancelTask"));
    m_cancelTask->setAutoRaise(true);
    m_cancelTask->hide();
    connect(m_cancelTask, &QToolButton::clicked, this, [this] {
        if (!m_tasks->all().empty() && m_tasks->all().front().cancel)
            m_tasks->all().front().cancel();
    });
    m_languageButton = new QToolButton(this);
    m_themeButton = new QToolButton(this);
    for (QToolButton* button : {m_languageButton, m_themeButton}) {
        button->setAutoRaise(true);
        button->setPopupMode(QToolButton::InstantPopup);
    }
    statusBar()->setSizeGripEnabled(false);
    statusBar()->addWidget(m_status, 1);
    statusBar()->addPermanentWidget(m_progress);
    statusBar()->addPermanentWidget(m_cancelTask);
    statusBar()->addPermanentWidget(m_languageButton);
    statusBar()->addPermanentWidget(m_themeButton);
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
    if (m_settings.layout().isEmpty() || !restoreState(m_settings.layout()))
        resetLayout();
    if (const int tab = m_settings.inspectorTab(); tab >= 0 && tab < InspectorPanel::TabCount)
        m_inspector->showTab(static_cast<InspectorPanel::Tab>(tab));
    showPerspective(std::clamp(m_settings.perspective(), 0, m_pages->count() - 1));
}

void MainWindow::resetLayout()
{
    showPerspective(0);
    QList<QDockWidget*> docks;
    QList<int> widths;
    const int unit = fontMetrics().averageCharWidth();
    const auto put = [&](QDockWidget* dock, Qt::DockWidgetArea area, int width) {
        if (!dock)
            return;
        dock->setFloating(false);
        addDockWidget(area, dock);
        dock->show();
        docks << dock;
        widths << width;
    };
    put(m_shelfDock, Qt::LeftDockWidgetArea, unit * 42);
    put(m_detailsDock, Qt::RightDockWidgetArea, unit * 44);
    resizeDocks(docks, widths, Qt::Horizontal);
    m_notesDock->setFloating(false);
    tabifyDockWidget(m_detailsDock, m_notesDock);
    m_notesDock->hide();
    if (m_layersDock) {
        m_layersDock->setFloating(false);
        addDockWidget(Qt::BottomDockWidgetArea, m_layersDock);
        m_layersDock->show();
        resizeDocks({m_layersDock}, {height() * 3 / 10}, Qt::Vertical);
    }
}

void MainWindow::openFiles()
{
    QStringList patterns;
    for (const std::string& extension : importableExtensions())
        patterns << QStringLiteral("*.") + QString::fromStdString(extension);
    const QStringList recent = m_settings.recentFiles();
    const QString folder = recent.isEmpty() ? QString() : QFileInfo(recent.front()).absolutePath();
    const QStringList paths = QFileDialog::getOpenFileNames(this, tr("Open model files"), folder,
                                                            tr("Models (%1)").arg(patterns.join(QLatin1Char(' ')))
                                                                + QStringLiteral(";;") + tr("All files (*)"));
    m_workspace.openFiles(paths, {OpenDestination::Kind::board, {}});
}

void MainWindow::beginProject() { m_project->begin(); }

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (!m_presets->mayLeave() || !m_project->mayClose()) {
        event->ignore();
        return;
    }
    keepLayout();
    QMainWindow::closeEvent(event);
}

void MainWindow::keepLayout()
{
    m_settings.setWindow(saveGeometry(), m_boardLayout.isEmpty() ? saveState() : m_boardLayout);
    m_settings.setShown(m_pages->currentIndex(), m_inspector->currentTab());
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

void MainWindow::refreshStatus()
{
    const auto& tasks = m_tasks->all();
    const bool estimating = m_workspace.busy() && !m_busyDelay.isActive();
    m_progress->setVisible(estimating || !tasks.empty());
    m_cancelTask->setVisible(!tasks.empty() && tasks.front().cancel);
    if (tasks.empty()) {
        m_progress->setRange(0, 0);
        m_status->setText(estimating ? tr("Estimating…") : restText());
        return;
    }
    const BackgroundTask& first = tasks.front();
    m_progress->setRange(0, first.share ? 1000 : 0);
    m_progress->setValue(static_cast<int>(first.share.value_or(0.0) * 1000.0));
    m_status->setText(tasks.size() == 1
                          ? first.text
                          : tr("%1 (and %n more)", nullptr, static_cast<int>(tasks.size()) - 1).arg(first.text));
}

QString MainWindow::restText() const
{
    const auto set = m_workspace.estimates();
    const NetworkId& network = m_workspace.state().network;
    const int targets = static_cast<int>(set->answers.size());
    if (set->answers.empty() || network.empty())
        return tr("Ready");
    // What was estimated just now may be one card of many.
    if (set->milliseconds > 0.0 && set->estimated == targets)
        return tr("%1 estimated on %n target(s) in %2", nullptr, targets)
            .arg(networkTitle(network), secondsText(Seconds(set->milliseconds / 1000.0)));
    return tr("%1 on %n target(s)", nullptr, targets).arg(networkTitle(network));
}

} // namespace tenbin
