// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <vector>

#include <QObject>
#include <QPointer>

#include "gui/help/tour.h"
#include "gui/palette/command_palette.h"

class QAction;
class QMainWindow;
class QMenu;

namespace tenbin {

class GuideWindow;
class SettingsStore;
class ShortcutsWindow;
class Workspace;

/// Everything that helps in a window: command palette, list of shortcuts, user guide, glossary
/// and tour. It finds commands and parts by asking the window, so that new ones need no word here.
class WindowHelp final : public QObject {
    Q_OBJECT
public:
    WindowHelp(QMainWindow& window, Workspace& workspace, SettingsStore& settings, std::function<void()> showBoard);

    /// Puts the actions into the help menu.
    void fillMenu(QMenu& menu);
    void retranslate(const QString& languageCode);
    /// Starts the tour where it was never seen.
    void offerTour();

    CommandPalette& palette() { return *m_palette; }
    Tour& tour() { return *m_tour; }
    ShortcutsWindow& showShortcuts();
    GuideWindow& showGuide(const QString& page);

private:
    std::vector<PaletteCommand> commands();
    void addTargets(std::vector<PaletteCommand>& commands);
    void addNetworks(std::vector<PaletteCommand>& commands);
    std::vector<TourStep> tourSteps();
    QRect partOf(const char* objectName) const;
    QRect firstCard() const;

    QMainWindow& m_window;
    Workspace& m_workspace;
    SettingsStore& m_settings;
    std::function<void()> m_showBoard;
    QString m_language;
    CommandPalette* m_palette;
    Tour* m_tour;
    QPointer<ShortcutsWindow> m_shortcuts;
    QPointer<GuideWindow> m_guide;
    QAction *m_openPalette, *m_openGuide, *m_openShortcuts, *m_openGlossary, *m_startTour;
};

} // namespace tenbin
