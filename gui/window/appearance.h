// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>
#include <vector>

#include <QObject>

class QAction;
class QMainWindow;
class QMenu;
class QToolButton;

namespace tenbin {

class Language;
class SettingsStore;
class Theme;
enum class ThemeChoice;

/// Theme and language: their menus, which the buttons of the status line open too. What is chosen is remembered.
class Appearance final : public QObject {
    Q_OBJECT
public:
    /// Puts the buttons at the end of the window's status line.
    Appearance(QMainWindow& window, Theme& theme, Language& language, SettingsStore& settings);

    void addTo(QMenu& menu);
    void retranslate();

private:
    void buildThemes();
    void buildLanguages();
    QToolButton* addButton(QMainWindow& window, QMenu* menu);

    Theme& m_theme;
    Language& m_language;
    SettingsStore& m_settings;
    QMenu *m_themes, *m_languages;
    QToolButton *m_languageButton, *m_themeButton;
    std::vector<std::pair<QAction*, ThemeChoice>> m_themeActions;
    QAction* m_systemLanguage = nullptr;
};

} // namespace tenbin
