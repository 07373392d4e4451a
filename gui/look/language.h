// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QTranslator>

namespace tenbin {

/// The window's language, changed without restart: installing a translator makes
/// Qt send LanguageChange to every widget.
class Language : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// "en", "ja"; anything else, also empty, takes the system's if it is one of them, else English.
    void setChoice(const QString& choice);
    /// What the user chose; empty: the system's.
    const QString& choice() const { return m_choice; }
    /// What is shown: "en" or "ja".
    const QString& code() const { return m_code; }

private:
    QString m_choice;
    QString m_code;
    QTranslator m_words;
    QTranslator m_qtWords;
};

} // namespace tenbin
