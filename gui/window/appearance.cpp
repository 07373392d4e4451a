// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/appearance.h"

#include <QAction>
#include <QActionGroup>
#include <QMainWindow>
#include <QMenu>
#include <QStatusBar>
#include <QToolButton>

#include "gui/app/settings_store.h"
#include "gui/look/language.h"
#include "gui/look/theme.h"

namespace tenbin {

Appearance::Appearance(QMainWindow& window, Theme& theme, Language& language, SettingsStore& settings)
    : QObject(&window), m_theme(theme), m_language(language), m_settings(settings), m_themes(new QMenu(&window)),
      m_languages(new QMenu(&window)), m_languageButton(addButton(window, m_languages)),
      m_themeButton(addButton(window, m_themes))
{
    buildThemes();
    buildLanguages();
    connect(&theme, &Theme::changed, this, &Appearance::retranslate);
}

QToolButton* Appearance::addButton(QMainWindow& window, QMenu* menu)
{
    auto* button = new QToolButton(&window);
    button->setAutoRaise(true);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setMenu(menu);
    window.statusBar()->addPermanentWidget(button);
    return button;
}

void Appearance::buildThemes()
{
    auto* group = new QActionGroup(this);
    for (const ThemeChoice choice : {ThemeChoice::system, ThemeChoice::light, ThemeChoice::dark}) {
        QAction* action = m_themes->addAction(QString());
        action->setCheckable(true);
        action->setChecked(m_theme.choice() == choice);
        group->addAction(action);
        m_themeActions.emplace_back(action, choice);
        connect(action, &QAction::triggered, this, [this, choice] {
            m_theme.setChoice(choice);
            m_settings.setTheme(toString(choice));
            retranslate();
        });
    }
}

void Appearance::buildLanguages()
{
    auto* group = new QActionGroup(this);
    const auto add = [&](const QString& code, const QString& name) {
        QAction* action = m_languages->addAction(name);
        action->setCheckable(true);
        action->setChecked(m_language.choice() == code);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, code] {
            m_settings.setLanguage(code);
            m_language.setChoice(code);
        });
        return action;
    };
    m_systemLanguage = add({}, {});
    // A language is offered in its own words, whatever language is on.
    add(QStringLiteral("en"), QStringLiteral("English"));
    add(QStringLiteral("ja"), QStringLiteral("日本語"));
}

void Appearance::addTo(QMenu& menu)
{
    menu.addMenu(m_themes);
    menu.addMenu(m_languages);
}

void Appearance::retranslate()
{
    m_themes->setTitle(tr("Theme"));
    m_languages->setTitle(tr("Language"));
    for (const auto& [action, choice] : m_themeActions) {
        switch (choice) {
        case ThemeChoice::system:
            action->setText(tr("As the system"));
            break;
        case ThemeChoice::light:
            action->setText(tr("Light"));
            break;
        case ThemeChoice::dark:
            action->setText(tr("Dark"));
            break;
        }
    }
    m_systemLanguage->setText(tr("As the system"));
    m_languageButton->setText(QStringLiteral("English"));
    if (m_language.code() == QLatin1String("ja"))
        m_languageButton->setText(QStringLiteral("日本語"));
    m_languageButton->setAccessibleName(tr("Language"));
    m_languageButton->setToolTip(tr("Language"));
    m_themeButton->setText(tr("Light"));
    if (m_theme.dark())
        m_themeButton->setText(tr("Dark"));
    m_themeButton->setAccessibleName(tr("Theme"));
    m_themeButton->setToolTip(tr("Theme"));
}

} // namespace tenbin
