// SPDX-License-Identifier: GPL-3.0-or-later
// Which perspectives the window has, and what happens when one changes to another.
#include <QAction>
#include <QCoreApplication>
#include <QDockWidget>
#include <QStackedWidget>
#include <QStandardPaths>

#include "engine/targets/preset_folders.h"
#include "gui/app/background_tasks.h"
#include "gui/app/workspace.h"
#include "gui/board/board_page.h"
#include "gui/compare/compare_page.h"
#include "gui/explore/explore_page.h"
#include "gui/explore/explore_part.h"
#include "gui/explore/explore_session.h"
#include "gui/look/text.h"
#include "gui/preset_editor/preset_page.h"
#include "gui/preset_editor/preset_session.h"
#include "gui/project/project_controller.h"
#include "gui/sparsity/sparsity_page.h"
#include "gui/sparsity/sparsity_part.h"
#include "gui/validate/validate_page.h"
#include "gui/validate/validation_service.h"
#include "gui/window/main_window.h"
#include "gui/window/mode_bar.h"
#include "models/registry.h"

namespace tenbin {

void MainWindow::buildPerspectives()
{
    connect(m_modes, &ModeBar::modeChosen, this, &MainWindow::showPerspective);
    addPerspective(m_board, QStringLiteral("board"), QT_TRANSLATE_NOOP("Perspectives", "Board"));
    buildExplore();
    m_sparsityPage = new SparsityPage(m_workspace, m_pages);
    connect(m_sparsityPage, &SparsityPage::boardRequested, this, [this] { showPerspective(0); });
    connect(&m_project->session(), &ProjectSession::fileChanged, &m_sparsityPage->session(),
            &SparsitySession::useProject);
    m_projectParts.add(m_sparsityPage->projectPart());
    addPerspective(m_sparsityPage, QStringLiteral("sparsity"), QT_TRANSLATE_NOOP("Perspectives", "Sparsity"));
    buildComparison();
    buildValidation();
    buildPresets();
    m_modes->setCurrent(0);
}

void MainWindow::buildComparison()
{
    m_comparePage = new ComparePage(m_workspace, m_pages);
    m_projectParts.add(m_comparePage->session());
    connect(m_comparePage, &ComparePage::boardRequested, this, &MainWindow::showOnBoard);
    connect(m_comparePage, &ComparePage::shown, this, [this] {
        if (!m_validation->report() && !m_validation->running())
            m_validation->start();
    });
    const int page = m_pages->count();
    addPerspective(m_comparePage, QStringLiteral("compare"), QT_TRANSLATE_NOOP("Perspectives", "Compare"));
    // A drag that rests on a button shows its page; what is dropped on this one becomes columns.
    connect(m_modes, &ModeBar::modeHovered, this, &MainWindow::showPerspective);
    connect(m_modes, &ModeBar::designsDropped, this,
            [this, page](int mode, const std::vector<ComparisonColumn>& designs) {
                if (mode == page)
                    compare(designs);
            });
}

void MainWindow::compare(const std::vector<ComparisonColumn>& designs)
{
    showPerspective(m_pages->indexOf(m_comparePage));
    m_comparePage->add(designs);
}

void MainWindow::buildExplore()
{
    auto* explore = m_explorePage = new ExplorePage(m_workspace, m_pages);
    connect(explore, &ExplorePage::boardRequested, this, [this] { showPerspective(0); });
    connect(explore, &ExplorePage::compareRequested, this,
            [this](const std::vector<ComparisonColumn>& designs) { compare(designs); });
    connect(&m_project->session(), &ProjectSession::fileChanged, &explore->session(), &ExploreSession::useProject);
    ExploreSession* session = &explore->session();
    const auto report = [this, session] {
        const QString id = QStringLiteral("explore");
        if (session->run() != ExploreSession::Run::running || session->total() == 0)
            return m_tasks->clear(id);
        const std::uint64_t done = session->data() ? session->data()->size() : 0;
        m_tasks->set({id, tr("Exploring %1 designs").arg(wholeText(std::int64_t(session->total()))),
                      double(done) / double(session->total()), [session] { session->cancel(); }});
    };
    connect(session, &ExploreSession::runChanged, this, report);
    connect(session, &ExploreSession::dataChanged, this, report);
    m_projectParts.add(explore->projectPart());
    addPerspective(explore, QStringLiteral("explore"), QT_TRANSLATE_NOOP("Perspectives", "Explore"));
}

void MainWindow::buildValidation()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    m_validation = new ValidationService(m_workspace.targetLibrary(),
                                         (folder + QStringLiteral("/measurements")).toStdString(), this);
    m_validatePage = new ValidatePage(m_workspace, *m_validation, m_pages);
    connect(&m_workspace, &Workspace::targetsChanged, this,
            [this] { m_validation->setTargets(m_workspace.targetLibrary()); });
    connect(m_validation, &ValidationService::failed, &m_workspace, &Workspace::report);
    connect(m_validation, &ValidationService::reportChanged, m_comparePage,
            [this] { m_comparePage->session().setMeasurements(m_validation->report()); });
    connect(m_validatePage, &ValidatePage::boardRequested, this, &MainWindow::showOnBoard);
    addPerspective(m_validatePage, QStringLiteral("validate"), QT_TRANSLATE_NOOP("Perspectives", "Validate"));
}

void MainWindow::buildPresets()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    PresetStore store(presetFolders(QCoreApplication::applicationFilePath().toStdString(), {}),
                      (folder + QStringLiteral("/presets")).toStdString(), findSchema);
    auto* session = new PresetSession(m_workspace, std::move(store), this);
    m_presets = new PresetPage(m_workspace, *session, m_pages);
    connect(m_presets, &PresetPage::boardRequested, this, [this](const QString& target) {
        m_workspace.setSelectedTarget(target.toStdString());
        showPerspective(0);
    });
    connect(session->undoStack(), &QUndoStack::indexChanged, this, &MainWindow::refreshActions);
    addPerspective(m_presets, QStringLiteral("targets"), QT_TRANSLATE_NOOP("Perspectives", "Targets"));
}

void MainWindow::showPreset(const QString& target)
{
    if (m_presets->open(target))
        showPerspective(m_pages->indexOf(m_presets));
}

void MainWindow::duplicateTarget(const QString& target)
{
    if (const QString made = m_presets->duplicate(target); !made.isEmpty())
        m_workspace.setSelectedTarget(made.toStdString());
}

QUndoStack* MainWindow::undoStack() const
{
    return m_pages->currentWidget() == m_presets ? m_presets->undoStack() : m_workspace.undoStack();
}

void MainWindow::showMeasurements(const QString& target)
{
    showPerspective(m_pages->indexOf(m_validatePage));
    m_validatePage->showTarget(target);
}

void MainWindow::showOnBoard(const QString& target, const QString& network, const Configuration& configuration)
{
    const TargetId id = target.toStdString();
    m_workspace.undoStack()->beginMacro(tr("Show on the board"));
    m_workspace.resetConfiguration(id);
    m_workspace.placeOn(id, network.toStdString());
    for (const auto& [key, value] : configuration.values)
        m_workspace.setOption(id, key, toString(value));
    m_workspace.undoStack()->endMacro();
    m_workspace.setSelectedTarget(id);
    showPerspective(0);
}

void MainWindow::addPerspective(QWidget* page, const QString& icon, const char* title)
{
    if (m_pages->count() > 0)
        page->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored); // pages that are not shown ask for no room
    m_pages->addWidget(page);
    m_perspectives.push_back({m_modes->addMode(icon), title});
}

void MainWindow::showPerspective(int index)
{
    m_modes->setCurrent(index);
    if (index == m_pages->currentIndex())
        return;
    // The docks speak of the board's selection: other perspectives have the whole window.
    if (m_pages->currentIndex() == 0) {
        m_boardLayout = saveState();
        for (QDockWidget* dock : findChildren<QDockWidget*>(QString(), Qt::FindDirectChildrenOnly))
            dock->hide();
    }
    // Networks are dragged from the shelf into a comparison.
    if (m_shelfDock && index != 0)
        m_shelfDock->setVisible(m_pages->widget(index) == m_comparePage);
    m_pages->currentWidget()->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
    m_pages->widget(index)->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    m_pages->setCurrentIndex(index);
    if (index == 0) {
        restoreState(m_boardLayout);
        m_boardLayout.clear();
    }
    m_pages->currentWidget()->setFocus();
    refreshActions();
}

void MainWindow::retranslatePerspectives()
{
    for (const Perspective& perspective : m_perspectives)
        perspective.action->setText(QCoreApplication::translate("Perspectives", perspective.title));
}

} // namespace tenbin
