// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/project/recovery.h"

#include <algorithm>

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include "engine/project/project_file.h"

namespace tenbin {

namespace {

void removeFile(const QString& path)
{
    for (const char* ending : {"", "-wal", "-shm"})
        QFile::remove(path + QLatin1String(ending));
}

QDateTime timeOf(const std::string& written)
{
    return QDateTime::fromString(QString::fromStdString(written), Qt::ISODate).toLocalTime();
}

/// Nobody else has it open.
bool alone(const QString& path) { return ProjectFile::lock(path.toStdString()).has_value(); }

void lookAtProject(const QString& path, std::vector<Recoverable>& found)
{
    if (!QFileInfo(path).isFile())
        return;
    const auto written = ProjectFile::draftWritten(path.toStdString());
    if (written && alone(path))
        found.push_back({path, false, timeOf(*written)});
}

void lookAtRecovery(const QString& path, std::vector<Recoverable>& found)
{
    const auto lock = ProjectFile::lock(path.toStdString());
    if (!lock)
        return; // open in another window
    auto file = ProjectFile::open(path.toStdString());
    const auto draft = file.and_then([](const auto& opened) { return opened->read(ProjectFile::Revision::draft); });
    if (!draft)
        return; // damaged or newer: left alone
    if (*draft) {
        found.push_back({path, true, timeOf((*draft)->written)});
        return;
    }
    file->reset();
    removeFile(path);
}

} // namespace

std::vector<Recoverable> findRecoverable(const QString& recoveryFolder, const QStringList& projects)
{
    std::vector<Recoverable> found;
    const QDir folder(recoveryFolder);
    for (const QString& name : folder.entryList({QStringLiteral("*.tenbin")}, QDir::Files))
        lookAtRecovery(folder.filePath(name), found);
    for (const QString& project : projects)
        lookAtProject(project, found);
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.written > b.written; });
    return found;
}

bool discardRecoverable(const Recoverable& recoverable)
{
    const auto lock = ProjectFile::lock(recoverable.path.toStdString());
    if (!lock)
        return false;
    if (recoverable.untitled) {
        removeFile(recoverable.path);
        return true;
    }
    const auto file = ProjectFile::open(recoverable.path.toStdString());
    return file && (*file)->removeDraft().has_value();
}

} // namespace tenbin
