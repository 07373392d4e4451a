// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/items/requirement_card.h"

#include <QStringList>

#include "engine/requirements/choice_text.h"
#include "engine/words/words_verdict.h"
#include "gui/items/card_text.h"
#include "gui/look/text.h"

namespace tenbin {

namespace {

QString said(const std::string& text) { return QString::fromStdString(text); }

QStringList said(const std::vector<std::string>& texts)
{
    QStringList result;
    for (const std::string& text : texts)
        result << said(text);
    return result;
}

/// The verdict whose colours and shape an answer has.
VerdictKind verdictOf(const Choice& choice)
{
    switch (choice.judgement.meets) {
    case Meets::yes:
    case Meets::probably:
        return choice.changes.empty() ? VerdictKind::fits : VerdictKind::fitsWithChanges;
    case Meets::no:
        return VerdictKind::doesNotFit;
    case Meets::unknown:
        break;
    }
    return VerdictKind::unknown;
}

/// For the pill, which shares its line with the chip's name.
QString shortText(const Choice& choice)
{
    if (choice.judgement.keeps() && !choice.changes.empty())
        return CardText::tr("with changes", "short for: fits with changes");
    switch (choice.judgement.meets) {
    case Meets::yes:
        return CardText::tr("keeps it", "a chip the requirements");
    case Meets::probably:
        return CardText::tr("probably (%1)", "keeps the requirements; of so many such cases it is so")
            .arg(said(chancesText(choice.judgement.probability.value_or(0.5), wording())));
    case Meets::no:
        return CardText::tr("misses", "a chip the requirements");
    case Meets::unknown:
        break;
    }
    return CardText::tr("cannot say");
}

/// One line: what decides, and the way out.
QString noteOf(const Choice& choice)
{
    const Target& target = *choice.asked.target;
    if (choice.judgement.keeps() && !choice.changes.empty())
        return QStringLiteral("→ ") + said(changesText(choice.changes, target, wording()));
    if (choice.judgement.meets == Meets::unknown)
        return said(unknownTexts(choice.judgement, wording())).join(QStringLiteral(" · "));
    if (choice.judgement.meets == Meets::no)
        return said(missTexts(choice, wording())).join(QStringLiteral(" · "));
    return {};
}

QString noteToolTip(const Choice& choice)
{
    QStringList lines = said(missTexts(choice, wording())) + said(unknownTexts(choice.judgement, wording()));
    for (const Mend& mend : choice.mends)
        lines << QStringLiteral("→ ") + said(mendText(mend, *choice.asked.target, wording()));
    return lines.join(QLatin1Char('\n'));
}

} // namespace

void obeyRequirements(Card& card, const Choice& choice)
{
    card.verdict = verdictOf(choice);
    card.uncertain = choice.judgement.meets == Meets::probably && choice.changes.empty();
    card.missed = choice.judgement.meets == Meets::no;
    card.verdictText = said(meetsText(choice.judgement, wording()));
    card.verdictShort = shortText(choice);
    const QString note = noteOf(choice);
    if (!note.isEmpty())
        card.note = note;
    const QString toolTip = noteToolTip(choice);
    if (!toolTip.isEmpty())
        card.noteToolTip = toolTip + QLatin1Char('\n') + card.noteToolTip;
    if (!toolTip.isEmpty())
        card.verdictToolTip += QLatin1Char('\n') + toolTip;
}

} // namespace tenbin
