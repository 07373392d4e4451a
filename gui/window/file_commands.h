// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QAction;
class QMenu;
class QWidget;

namespace tenbin {

class SettingsStore;
class Workspace;

/// Model files that the user opens: any, or one that was opened of late.
class FileCommands final : public QObject {
    Q_OBJECT
public:
    FileCommands(QWidget& window, Workspace& workspace, SettingsStore& settings);

    QAction* openAction() { return m_open; }
    /// Lets the user choose; what is chosen lands on the shelf, the first on the board.
    void chooseFiles();
    void addTo(QMenu& menu);
    void retranslate();

private:
    void fillRecent();

    QWidget& m_window;
    Workspace& m_workspace;
    SettingsStore& m_settings;
    QMenu* m_recent;
    QAction *m_open, *m_clearRecent;
};

} // namespace tenbin
