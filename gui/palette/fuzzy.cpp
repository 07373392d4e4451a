// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/palette/fuzzy.h"

#include <algorithm>

namespace tenbin {

namespace {

constexpr int kLetter = 10, kWordStart = 12, kAdjacent = 16, kTextStart = 8, kWholeWord = 20;

bool startsWord(const QString& text, qsizetype at)
{
    return at == 0 || !text[at - 1].isLetterOrNumber() || (text[at].isUpper() && text[at - 1].isLower())
           || (text[at].isDigit() && !text[at - 1].isDigit());
}

/// Score of letters found from `start` on, or nothing.
std::optional<FuzzyMatch> matchFrom(const QString& letters, const QString& text, const QString& folded, qsizetype start)
{
    FuzzyMatch match;
    qsizetype at = start - 1;
    for (const QChar letter : letters) {
        const qsizetype next = folded.indexOf(letter, at + 1);
        if (next < 0)
            return std::nullopt;
        const bool adjacent = !match.hits.empty() && next == at + 1;
        match.score += kLetter - int(std::min<qsizetype>(next - at - 1, 5));
        if (adjacent)
            match.score += kAdjacent;
        else if (startsWord(text, next))
            match.score += kWordStart;
        at = next;
        match.hits.push_back(next);
    }
    const bool ends = at + 1 == text.size() || !text[at + 1].isLetterOrNumber();
    const bool whole = match.hits.back() - match.hits.front() + 1 == letters.size();
    if (whole && ends && startsWord(text, match.hits.front()))
        match.score += kWholeWord;
    if (match.hits.front() == 0)
        match.score += kTextStart;
    return match;
}

} // namespace

std::optional<FuzzyMatch> fuzzyMatch(const QString& typed, const QString& text)
{
    QString letters = typed.toCaseFolded();
    letters.remove(QLatin1Char(' '));
    if (letters.isEmpty())
        return FuzzyMatch{};
    const QString folded = text.toCaseFolded();
    std::optional<FuzzyMatch> best;
    if (folded.size() != text.size()) { // letters that fold to two: positions would not agree
        if (folded.contains(letters))
            best = FuzzyMatch{kLetter, {}};
        return best;
    }
    for (qsizetype start = folded.indexOf(letters[0]); start >= 0; start = folded.indexOf(letters[0], start + 1)) {
        auto match = matchFrom(letters, text, folded, start);
        if (!match)
            break;
        if (!best || match->score > best->score)
            best = std::move(match);
    }
    if (best)
        best->score -= int(std::min<qsizetype>(text.size() / 8, 10));
    return best;
}

} // namespace tenbin
