// SPDX-License-Identifier: GPL-3.0-or-later
// Which perspectives the window has, and what happens when one changes to another.
#include <QAction>
#include <QCoreApplication>
#include <QDockWidget>
#include <QStackedWidget>
#include <QStandardPaths>

#include "gui/app/main_window.h"
#include "gui/app/mode_bar.h"
#include "gui/app/workspace.h"
#include "gui/board/board_page.h"
#include "gui/explore/explore_page.h"
#include "gui/sparsity/sparsity_page.h"
#include "gui/validate/validate_page.h"
#include "gui/validate/validation_service.h"

namespace tenbin {

void MainWindow::buildPerspectives()
{
    connect(m_modes, &ModeBar::modeChosen, this, &MainWindow::showPerspective);
    addPerspective(m_board, QStringLiteral("board"), QT_TRANSLATE_NOOP("Perspectives", "Board"));
    auto* explore = new ExplorePage(m_workspace, m_pages);
    connect(explore, &ExplorePage::boardRequested, this, [this] { showPerspective(0); });
    addPerspective(explore, QStringLiteral("explore"), QT_TRANSLATE_NOOP("Perspectives", "Explore"));
    auto* sparsity = new SparsityPage(m_workspace, m_pages);
    connect(sparsity, &SparsityPage::boardRequested, this, [this] { showPerspective(0); });
    addPerspective(sparsity, QStringLiteral("sparsity"), QT_TRANSLATE_NOOP("Perspectives", "Sparsity"));
    buildValidation();
    m_modes->setCurrent(0);
}

void MainWindow::buildValidation()
{
    const QString data = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    m_validation = new ValidationService(m_workspace.targets(), (data + QStringLiteral("/measurements")).toStdString(), this);
    m_validatePage = new ValidatePage(m_workspace, *m_validation, m_pages);
    connect(m_validation, &ValidationService::failed, &m_workspace, &Workspace::report);
    connect(m_validatePage, &ValidatePage::boardRequested, this, &MainWindow::showOnBoard);
    addPerspective(m_validatePage, QStringLiteral("validate"), QT_TRANSLATE_NOOP("Perspectives", "Validate"));
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
        page->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);  // pages that are not shown ask for no room
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
    m_pages->currentWidget()->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
    m_pages->widget(index)->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    m_pages->setCurrentIndex(index);
    if (index == 0) {
        restoreState(m_boardLayout);
        m_boardLayout.clear();
    }
    m_pages->currentWidget()->setFocus();
}

void MainWindow::retranslatePerspectives()
{
    for (const Perspective& perspective : m_perspectives)
        perspective.action->setText(QCoreApplication::translate("Perspectives", perspective.title));
}

} // namespace tenbin
