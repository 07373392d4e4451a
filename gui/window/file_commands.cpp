// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/file_commands.h"

#include <QAction>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>

#include "gui/app/network_names.h"
#include "gui/app/settings_store.h"
#include "gui/app/workspace.h"

namespace tenbin {

FileCommands::FileCommands(QWidget& window, Workspace& workspace, SettingsStore& settings)
    : QObject(&window), m_window(window), m_workspace(workspace), m_settings(settings), m_recent(new QMenu(&window)),
      m_open(new QAction(this)), m_clearRecent(new QAction(this))
{
    m_open->setShortcut(QKeySequence::Open);
    connect(m_open, &QAction::triggered, this, &FileCommands::chooseFiles);
    connect(m_clearRecent, &QAction::triggered, this, [this] { m_settings.clearRecentFiles(); });
    connect(m_recent, &QMenu::aboutToShow, this, &FileCommands::fillRecent);
    connect(&m_workspace, &Workspace::fileOpened, this,
            [this](const QString& path) { m_settings.addRecentFile(path); });
}

void FileCommands::chooseFiles()
{
    QString folder;
    if (const QStringList recent = m_settings.recentFiles(); !recent.isEmpty())
        folder = QFileInfo(recent.front()).absolutePath();
    const QStringList paths = QFileDialog::getOpenFileNames(
        &m_window, tr("Open model files"), folder,
        tr("Models (%1)").arg(modelFilePatterns().join(QLatin1Char(' '))) + QStringLiteral(";;") + tr("All files (*)"));
    m_workspace.openFiles(paths, {OpenDestination::Kind::board, {}});
}

void FileCommands::addTo(QMenu& menu)
{
    menu.addAction(m_open);
    menu.addMenu(m_recent);
}

void FileCommands::fillRecent()
{
    m_recent->clear();
    const QStringList files = m_settings.recentFiles();
    for (const QString& path : files)
        m_recent->addAction(path, this, [this, path] {
            m_workspace.openFiles({path}, {OpenDestination::Kind::board, {}});
        });
    if (files.isEmpty())
        m_recent->addAction(tr("No recent files"))->setEnabled(false);
    m_recent->addSeparator();
    m_recent->addAction(m_clearRecent);
}

void FileCommands::retranslate()
{
    m_open->setText(tr("Open model files…"));
    m_recent->setTitle(tr("Recent files"));
    m_clearRecent->setText(tr("Clear list"));
}

} // namespace tenbin
