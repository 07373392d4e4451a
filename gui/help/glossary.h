// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QObject>
#include <QString>

namespace tenbin {

/// A word of the field and what it means here, in the language that is on.
struct GlossaryTerm {
    QString name;
    QString meaning;
};

/// In the order of the alphabet of the language that is on.
std::vector<GlossaryTerm> glossary();

/// The terms whose names stand in a text as words of their own, in the order of the glossary.
std::vector<GlossaryTerm> termsIn(const QString& text);

/// All of it as a page of the guide.
QString glossaryPage();

/// Explains terms where they stand: a tooltip over a label, button, tab or table heading
/// that names one gets the meaning below what the tooltip says anyway. One place
/// for each explanation, none to be written at the widgets.
class GlossaryTips final : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// What a tooltip says over a text: its own words, then the terms of the text and of the words.
    static QString explained(const QString& text, const QString& toolTip);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace tenbin
