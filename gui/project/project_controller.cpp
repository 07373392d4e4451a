// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/project/project_controller.h"

#include <QAction>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QStandardPaths>
#include <QTimer>

#include "gui/app/settings_store.h"
#include "gui/app/workspace.h"
#include "gui/look/text.h"
#include "gui/look/text_pieces.h"
#include "gui/project/board_part.h"
#include "gui/project/notes_panel.h"
#include "gui/project/recovery_strip.h"

namespace tenbin {

namespace {

QString recoveryFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/recovery");
}

} // namespace

ProjectController::ProjectController(QWidget& window, Workspace& workspace, SettingsStore& settings,
                                     ProjectParts& parts)
    : QObject(&window), m_window(window), m_workspace(workspace), m_settings(settings),
      m_board(new BoardPart(workspace, this)), m_notes(new NotesPanel(*workspace.undoStack(), &window)),
      m_session(parts, *workspace.undoStack(), recoveryFolder()), m_strip(new RecoveryStrip(m_session, &window))
{
    parts.add(*m_board);
    parts.add(*m_notes);
    askUnsaved = [this](const QString& name) { return askInBox(name); };
    askPath = [this](const QString& suggestion) {
        return QFileDialog::getSaveFileName(&m_window, tr("Save project as"), suggestion,
                                            tr("Tenbin projects (*.tenbin)"));
    };
    connect(&m_session, &ProjectSession::changed, this, &ProjectController::refreshTitle);
    connect(&m_session, &ProjectSession::fileChanged, this, [this](const QString& path) {
        if (!path.isEmpty())
            m_settings.addRecentProject(path);
    });
    connect(&m_session, &ProjectSession::failed, &workspace, &Workspace::report);
    connect(&workspace, &Workspace::projectRequested, this, &ProjectController::open);
    connect(m_strip, &RecoveryStrip::restoreRequested, this, &ProjectController::restore);
    connect(m_strip, &RecoveryStrip::saveAsRequested, this, &ProjectController::saveAs);
    connect(m_strip, &RecoveryStrip::discardRequested, this, &ProjectController::discard);
}

ProjectController::~ProjectController() = default;

void ProjectController::begin()
{
    m_begun = true;
    m_session.begin();
    refreshTitle();
    m_search.start([folder = recoveryFolder(), projects = m_settings.recentProjects()](
                       const std::stop_token&) { return findRecoverable(folder, projects); },
                   [this](std::vector<Recoverable> found) { m_strip->offer(std::move(found)); });
}

void ProjectController::addTo(QMenu& menu)
{
    m_new = menu.addAction(QString(), QKeySequence::New, this, &ProjectController::startNew);
    m_open = menu.addAction(QString(), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O), this,
                            &ProjectController::chooseProject);
    m_recent = menu.addMenu(QString());
    connect(m_recent, &QMenu::aboutToShow, this, &ProjectController::fillRecent);
    m_clearRecent = new QAction(this);
    connect(m_clearRecent, &QAction::triggered, this, [this] { m_settings.clearRecentProjects(); });
    m_save = menu.addAction(QString(), QKeySequence::Save, this, &ProjectController::save);
    m_saveAs =
        menu.addAction(QString(), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S), this, &ProjectController::saveAs);
}

void ProjectController::retranslate()
{
    m_new->setText(tr("New project"));
    m_open->setText(tr("Open project…"));
    m_recent->setTitle(tr("Recent projects"));
    m_clearRecent->setText(tr("Clear list"));
    m_save->setText(tr("Save project"));
    m_saveAs->setText(tr("Save project as…"));
    refreshTitle();
}

void ProjectController::refreshTitle()
{
    m_window.setWindowModified(m_session.modified());
    QString title = textOr(m_session.name(), tr("Untitled"));
    if (!m_session.path().isEmpty() && m_session.needsAnotherName())
        title = tr("%1 (read-only)").arg(title);
    if (m_begun)
        m_window.setWindowTitle(title + QStringLiteral("[*] – ") + tr("Tenbin"));
    else
        m_window.setWindowTitle(tr("Tenbin"));
    m_window.setWindowFilePath(m_session.path());
}

void ProjectController::fillRecent()
{
    m_recent->clear();
    const QStringList projects = m_settings.recentProjects();
    for (const QString& path : projects)
        m_recent->addAction(QString(path).replace(QLatin1Char('&'), QStringLiteral("&&")), this,
                            [this, path] { open(path); });
    if (projects.isEmpty())
        m_recent->addAction(tr("No recent projects"))->setEnabled(false);
    m_recent->addSeparator();
    m_recent->addAction(m_clearRecent);
}

/// True where it went well; what did not is said in the strip.
bool ProjectController::told(const Result<void>& result)
{
    if (!result)
        m_workspace.report(result.error());
    return result.has_value();
}

void ProjectController::startNew()
{
    if (const auto unsaved = leaving())
        m_session.startNew(*unsaved);
}

void ProjectController::chooseProject()
{
    const QString path =
        QFileDialog::getOpenFileName(&m_window, tr("Open project"), recentFolder(),
                                     tr("Tenbin projects (*.tenbin)") + QStringLiteral(";;") + tr("All files (*)"));
    if (!path.isEmpty())
        open(path);
}

void ProjectController::open(const QString& path)
{
    if (QFileInfo(path).absoluteFilePath() == m_session.path())
        return;
    if (const auto unsaved = leaving())
        told(m_session.open(path, *unsaved));
}

bool ProjectController::save()
{
    if (m_session.needsAnotherName())
        return saveAs();
    return told(m_session.save());
}

/// Of the project before this one; empty: there was none.
QString ProjectController::recentFolder() const
{
    const QStringList recent = m_settings.recentProjects();
    if (recent.isEmpty())
        return {};
    return QFileInfo(recent.front()).absolutePath();
}

QString ProjectController::suggestedPath() const
{
    if (!m_session.path().isEmpty())
        return m_session.path();
    const QString folder = textOr(recentFolder(), QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    return folder + QLatin1Char('/') + tr("Untitled") + QStringLiteral(".tenbin");
}

bool ProjectController::saveAs()
{
    const QString path = askPath(suggestedPath());
    return !path.isEmpty() && told(m_session.saveAs(path));
}

ProjectController::Answer ProjectController::askInBox(const QString& name)
{
    QString question = tr("Save the board and the notes as a project?");
    if (!name.isEmpty())
        question = tr("Save the changes to %1?").arg(name);
    QMessageBox box(QMessageBox::Question, tr("Tenbin"), question,
                    QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, &m_window);
    box.setInformativeText(tr("What is not saved is lost."));
    box.button(QMessageBox::Save)->setText(tr("Save"));
    box.button(QMessageBox::Discard)->setText(tr("Do not save"));
    box.button(QMessageBox::Cancel)->setText(tr("Cancel"));
    box.setDefaultButton(QMessageBox::Save);
    switch (box.exec()) {
    case QMessageBox::Save:
        return Answer::save;
    case QMessageBox::Discard:
        return Answer::discard;
    default:
        return Answer::cancel;
    }
}

std::optional<ProjectSession::Unsaved> ProjectController::leaving()
{
    m_session.check();
    if (!m_session.modified())
        return ProjectSession::Unsaved::keep;
    switch (askUnsaved(m_session.name())) {
    case Answer::save:
        if (save())
            return ProjectSession::Unsaved::keep;
        break;
    case Answer::discard:
        return ProjectSession::Unsaved::discard;
    case Answer::cancel:
        break;
    }
    return std::nullopt;
}

/// Work without a name is kept without a question: the next start offers it.
bool ProjectController::mayClose()
{
    if (!m_begun)
        return true;
    m_session.check();
    if (!m_session.modified() || m_session.path().isEmpty())
        return told(m_session.leave(ProjectSession::Unsaved::keep)) || askUnsaved({}) == Answer::discard;
    const auto unsaved = leaving();
    return unsaved && told(m_session.leave(*unsaved));
}

void ProjectController::leaveAtOnce()
{
    if (!m_begun)
        return;
    m_session.check();
    told(m_session.leave(ProjectSession::Unsaved::keep));
}

void ProjectController::restore(const Recoverable& recoverable)
{
    const auto unsaved = leaving();
    if (!unsaved)
        return;
    Result<void> done;
    if (recoverable.untitled)
        done = m_session.recover(recoverable.path, *unsaved);
    else
        done = m_session.open(recoverable.path, *unsaved);
    if (!told(done))
        return;
    auto left = m_strip->offered();
    std::erase(left, recoverable);
    m_strip->offer(std::move(left));
}

void ProjectController::discard(const Recoverable& recoverable)
{
    if (!discardRecoverable(recoverable))
        return;
    auto left = m_strip->offered();
    std::erase(left, recoverable);
    m_strip->offer(std::move(left));
}

} // namespace tenbin
