// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusVariant>
#include <QFont>
#include <QIcon>
#include <QObject>
#include <QString>

#include "gui/look/theme_colors.h"

namespace tenbin {

enum class ThemeChoice { system, light, dark };

/// "system", "light", "dark"; anything else is `system`.
ThemeChoice themeChoiceFromString(const QString& text);
QString toString(ThemeChoice choice);

/// Gives the application its palette and style sheet and follows the desktop
/// where the user has not chosen. One instance, made after QApplication.
class Theme : public QObject {
    Q_OBJECT
public:
    explicit Theme(QObject* parent = nullptr);

    void setChoice(ThemeChoice choice);
    ThemeChoice choice() const { return m_choice; }
    bool dark() const;

Q_SIGNALS:
    void changed();

private Q_SLOTS:
    void onPortalSetting(const QString& group, const QString& key, const QDBusVariant& value);

private:
    void askDesktop();
    void askDesktop(const char* group, const char* key);
    void setSystemDark(bool dark);
    void setTextScale(double scale);
    void apply();

    ThemeChoice m_choice = ThemeChoice::system;
    bool m_systemDark = false;
    QFont m_systemFont;
};

/// A one-colour SVG of the resources, drawn in the palette's text colour and,
/// when switched on, in the accent colour.
QIcon themedIcon(const QString& name, const QPalette& palette);

} // namespace tenbin
