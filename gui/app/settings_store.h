// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QSettings>
#include <QString>
#include <QStringList>

namespace tenbin {

/// What a report starts from: as the last one was exported.
struct ReportDefaults {
    QString author, logo; ///< the logo's path
    QString folder;
    QString paper;         ///< "a4", "letter"
    QStringList languages; ///< "en", "ja"; empty: the window's
    QStringList formats;   ///< "pdf", "html", "md", "csv", "json"
};

/// What the window remembers between sessions, in one INI file.
class SettingsStore {
public:
    /// Empty: <configuration folder of the user>/tenbin.ini (QStandardPaths, so tests can move it).
    explicit SettingsStore(const QString& path = {});

    QString theme() const;
    void setTheme(const QString& theme);
    QString language() const;
    void setLanguage(const QString& language);

    QByteArray geometry() const;
    QByteArray layout() const;
    void setWindow(const QByteArray& geometry, const QByteArray& layout);

    QString boardGroup() const;
    QString boardSort() const;
    void setBoard(const QString& group, const QString& sort);

    /// Newest first, at most ten.
    QStringList recentFiles() const;
    void addRecentFile(const QString& path);
    void clearRecentFiles();

    /// Newest first, at most ten.
    QStringList recentProjects() const;
    void addRecentProject(const QString& path);
    void clearRecentProjects();

    /// False until the user has placed something: the hint on the first start.
    bool hintDismissed() const;
    void dismissHint();

    /// The tour was seen or ended once.
    bool tourSeen() const;
    void setTourSeen();
    /// Number of the perspective that was shown last, and of the inspector's tab (-1: never closed).
    int perspective() const;
    int inspectorTab() const;
    void setShown(int perspective, int inspectorTab);

    ReportDefaults reportDefaults() const;
    void setReportDefaults(const ReportDefaults& defaults);

    QString path() const { return m_settings.fileName(); }

private:
    void addRecent(const QString& key, const QString& path);

    QSettings m_settings;
};

} // namespace tenbin
