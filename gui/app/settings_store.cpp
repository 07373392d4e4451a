// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/settings_store.h"

#include <QFileInfo>
#include <QStandardPaths>

#include "gui/look/text_pieces.h"

namespace tenbin {

namespace {

constexpr qsizetype kMostRecentFiles = 10;

QString defaultPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) + QStringLiteral("/tenbin.ini");
}

} // namespace

SettingsStore::SettingsStore(const QString& path) : m_settings(textOr(path, defaultPath()), QSettings::IniFormat) {}

QString SettingsStore::theme() const { return m_settings.value(QStringLiteral("theme")).toString(); }
void SettingsStore::setTheme(const QString& theme) { m_settings.setValue(QStringLiteral("theme"), theme); }
QString SettingsStore::language() const { return m_settings.value(QStringLiteral("language")).toString(); }
void SettingsStore::setLanguage(const QString& language) { m_settings.setValue(QStringLiteral("language"), language); }

QByteArray SettingsStore::geometry() const { return m_settings.value(QStringLiteral("window/geometry")).toByteArray(); }
QByteArray SettingsStore::layout() const { return m_settings.value(QStringLiteral("window/layout")).toByteArray(); }
void SettingsStore::setWindow(const QByteArray& geometry, const QByteArray& layout)
{
    m_settings.setValue(QStringLiteral("window/geometry"), geometry);
    m_settings.setValue(QStringLiteral("window/layout"), layout);
}

QString SettingsStore::boardGroup() const { return m_settings.value(QStringLiteral("board/group")).toString(); }
QString SettingsStore::boardSort() const { return m_settings.value(QStringLiteral("board/sort")).toString(); }
void SettingsStore::setBoard(const QString& group, const QString& sort)
{
    m_settings.setValue(QStringLiteral("board/group"), group);
    m_settings.setValue(QStringLiteral("board/sort"), sort);
}

QStringList SettingsStore::recentFiles() const
{
    return m_settings.value(QStringLiteral("recentFiles")).toStringList();
}

void SettingsStore::addRecent(const QString& key, const QString& path)
{
    QStringList files = m_settings.value(key).toStringList();
    files.removeAll(path);
    files.prepend(path);
    m_settings.setValue(key, QStringList(files.mid(0, kMostRecentFiles)));
}

void SettingsStore::addRecentFile(const QString& path) { addRecent(QStringLiteral("recentFiles"), path); }
void SettingsStore::clearRecentFiles() { m_settings.remove(QStringLiteral("recentFiles")); }

QStringList SettingsStore::recentProjects() const
{
    return m_settings.value(QStringLiteral("recentProjects")).toStringList();
}

/// On the disk at once: after a crash the next start looks there.
void SettingsStore::addRecentProject(const QString& path)
{
    addRecent(QStringLiteral("recentProjects"), path);
    m_settings.sync();
}

void SettingsStore::clearRecentProjects() { m_settings.remove(QStringLiteral("recentProjects")); }

bool SettingsStore::hintDismissed() const { return m_settings.value(QStringLiteral("hintDismissed")).toBool(); }
void SettingsStore::dismissHint() { m_settings.setValue(QStringLiteral("hintDismissed"), true); }

bool SettingsStore::tourSeen() const { return m_settings.value(QStringLiteral("tourSeen")).toBool(); }
void SettingsStore::setTourSeen() { m_settings.setValue(QStringLiteral("tourSeen"), true); }

int SettingsStore::perspective() const { return m_settings.value(QStringLiteral("window/perspective")).toInt(); }
int SettingsStore::inspectorTab() const { return m_settings.value(QStringLiteral("window/inspectorTab"), -1).toInt(); }
void SettingsStore::setShown(int perspective, int inspectorTab)
{
    m_settings.setValue(QStringLiteral("window/perspective"), perspective);
    m_settings.setValue(QStringLiteral("window/inspectorTab"), inspectorTab);
}

ReportDefaults SettingsStore::reportDefaults() const
{
    QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    if (!QFileInfo(folder).isDir())
        folder = QStandardPaths::writableLocation(QStandardPaths::HomeLocation);
    const auto text = [this](const char* key, const QString& otherwise) {
        return m_settings.value(QLatin1String("report/") + QLatin1String(key), otherwise).toString();
    };
    return {.author = text("author", {}),
            .logo = text("logo", {}),
            .folder = text("folder", folder),
            .paper = text("paper", QStringLiteral("a4")),
            .languages = m_settings.value(QStringLiteral("report/languages")).toStringList(),
            .formats =
                m_settings.value(QStringLiteral("report/formats"), QStringList{QStringLiteral("pdf")}).toStringList()};
}

void SettingsStore::setReportDefaults(const ReportDefaults& defaults)
{
    m_settings.setValue(QStringLiteral("report/author"), defaults.author);
    m_settings.setValue(QStringLiteral("report/logo"), defaults.logo);
    m_settings.setValue(QStringLiteral("report/folder"), defaults.folder);
    m_settings.setValue(QStringLiteral("report/paper"), defaults.paper);
    m_settings.setValue(QStringLiteral("report/languages"), defaults.languages);
    m_settings.setValue(QStringLiteral("report/formats"), defaults.formats);
}

} // namespace tenbin
