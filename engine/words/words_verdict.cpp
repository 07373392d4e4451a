// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/words/words_verdict.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/estimate/memory_range.h"
#include "engine/words/placeholders.h"
#include "engine/words/translated.h"

// Qt's lupdate collects the marked texts; the engine itself needs no Qt.
#define QT_TRANSLATE_NOOP(context, text) text

namespace tenbin {

namespace {

std::string say(std::string_view english, const std::vector<std::string>& arguments, const Wording& wording)
{
    return fillPlaceholders(translated(english, wording), arguments);
}

std::string bytesWord(Bytes bytes, const Wording& wording)
{
    if (!wording.format)
        return humanBytes(bytes);
    return wording.format(bytes);
}

} // namespace

std::string chancesText(double probability, const Wording& wording)
{
    static constexpr std::array<std::pair<int, int>, 5> kShares{{{1, 2}, {3, 5}, {7, 10}, {4, 5}, {9, 10}}};
    const double likelier = std::max(probability, 1.0 - probability);
    const auto tenths = std::clamp<long>(std::lround(likelier * 10.0), 5, 9);
    const auto& [part, whole] = kShares[static_cast<std::size_t>(tenths - 5)];
    return say(QT_TRANSLATE_NOOP("Words", "%1 of %2"), {std::to_string(part), std::to_string(whole)}, wording);
}

std::string verdictText(VerdictKind verdict, std::optional<double> fitsProbability, const Wording& wording)
{
    if (!isUncertain(verdict, fitsProbability))
        return word(verdict, wording);
    std::string_view text = QT_TRANSLATE_NOOP("Words", "probably does not fit (%1)");
    if (verdict == VerdictKind::fits)
        text = QT_TRANSLATE_NOOP("Words", "probably fits (%1)");
    return say(text, {chancesText(*fitsProbability, wording)}, wording);
}

std::string verdictWithRoom(const Estimate& estimate, const Wording& wording)
{
    const std::string verdict = verdictText(estimate.verdict, estimate.fitsProbability, wording);
    const MemoryUse* memory = decidingMemory(estimate);
    if (!memory || estimate.verdict == VerdictKind::unknown)
        return verdict;
    const Bytes spare = *memory->spare();
    const bool fits = spare.count() >= 0;
    if (fits != (estimate.verdict == VerdictKind::fits)) // something else than a memory decides
        return verdict;
    std::string_view text = QT_TRANSLATE_NOOP("Words", "%1: %2 too much for %3");
    if (fits)
        text = QT_TRANSLATE_NOOP("Words", "%1 with %2 of %3 to spare");
    return say(text, {verdict, bytesWord(Bytes(std::abs(spare.count())), wording), memory->name}, wording);
}

std::string roomText(const MemoryUse& memory, const Wording& wording)
{
    const auto spare = memory.spare();
    if (!spare)
        return {};
    std::string_view text = QT_TRANSLATE_NOOP("Words", "%1 to spare");
    if (spare->count() < 0)
        text = QT_TRANSLATE_NOOP("Words", "%1 too much");
    return say(text, {bytesWord(Bytes(std::abs(spare->count())), wording)}, wording);
}

std::string sharesText(const MemoryUse& memory, const Wording& wording)
{
    if (!memory.size || (memory.reserved.count() == 0 && memory.firmware.count() == 0))
        return {};
    const std::string size = bytesWord(*memory.size, wording), reserved = bytesWord(memory.reserved, wording),
                      firmware = bytesWord(memory.firmware, wording);
    if (memory.firmware.count() == 0)
        return say(QT_TRANSLATE_NOOP("Words", "%1, of which %2 are taken by the system"), {size, reserved}, wording);
    if (memory.reserved.count() == 0)
        return say(QT_TRANSLATE_NOOP("Words", "%1, of which %2 are taken by your firmware"), {size, firmware}, wording);
    return say(QT_TRANSLATE_NOOP("Words", "%1, of which %2 are taken by the system and %3 by your firmware"),
               {size, reserved, firmware}, wording);
}

std::string rangeText(const MemoryUse& memory, const Wording& wording)
{
    if (!memory.low || !memory.high || *memory.low == *memory.high)
        return {};
    return say(QT_TRANSLATE_NOOP("Words", "needs %1 to %2"),
               {bytesWord(*memory.low, wording), bytesWord(*memory.high, wording)}, wording);
}

} // namespace tenbin
