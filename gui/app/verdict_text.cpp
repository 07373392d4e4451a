// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/verdict_text.h"

#include "engine/words/words_verdict.h"
#include "gui/look/text.h"

namespace tenbin {

QString verdictLabel(VerdictKind verdict, std::optional<double> fitsProbability)
{
    return QString::fromStdString(verdictText(verdict, fitsProbability, wording()));
}

QString verdictWithRoomText(const Estimate& estimate)
{
    return QString::fromStdString(verdictWithRoom(estimate, wording()));
}

QStringList memoryNotes(const MemoryUse& memory)
{
    QStringList notes;
    if (memory.used && memory.used->count() > 0)
        notes << QString::fromStdString(rangeText(memory, wording()))
              << QString::fromStdString(roomText(memory, wording()));
    notes << QString::fromStdString(sharesText(memory, wording()));
    notes.removeAll(QString());
    return notes;
}

QString verdictSymbol(VerdictKind verdict, bool uncertain)
{
    if (uncertain)
        return QStringLiteral("≈");
    switch (verdict) {
    case VerdictKind::fits:
        return QStringLiteral("✓");
    case VerdictKind::fitsWithChanges:
        return QStringLiteral("△");
    case VerdictKind::doesNotFit:
        return QStringLiteral("✕");
    case VerdictKind::unknown:
        break;
    }
    return QStringLiteral("?");
}

VerdictKind verdictTone(VerdictKind verdict, bool uncertain)
{
    if (uncertain)
        return VerdictKind::fitsWithChanges;
    return verdict;
}

} // namespace tenbin
