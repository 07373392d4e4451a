// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/look/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QStringList>

namespace tenbin {

void Language::setChoice(const QString& choice)
{
    static const QStringList offered{QStringLiteral("en"), QStringLiteral("ja")};
    const QString system = QLocale::system().name().section(QLatin1Char('_'), 0, 0);
    QString chosen;
    QString code = offered.front();
    if (offered.contains(choice))
        code = chosen = choice;
    else if (offered.contains(system))
        code = system;
    m_choice = chosen;
    if (code == m_code)
        return;
    m_code = code;

    QCoreApplication::removeTranslator(&m_qtWords);
    if (m_qtWords.load(QStringLiteral("qtbase_") + code, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qtWords);
    QCoreApplication::removeTranslator(&m_words);
    if (m_words.load(QStringLiteral(":/i18n/tenbin_") + code))
        QCoreApplication::installTranslator(&m_words);
}

} // namespace tenbin
