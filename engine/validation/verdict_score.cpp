// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/validation/verdict_score.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace tenbin {

namespace {

constexpr std::array<std::string_view, 5> kTakenOnBoards{"latency_ms", "fps", "cycles", "energy_uj", "power_mw"};

void count(VerdictSummary& summary, const ScoredVerdict& verdict)
{
    if (verdict.verdict == VerdictKind::unknown)
        return;
    ++summary.verdicts;
    if (verdict.fits)
        ++summary.fitting;
    if (verdict.isRight())
        ++summary.right;
    if (!verdict.certain)
        ++summary.uncertain;
    if (verdict.isWrongTick())
        ++summary.wrongTicks;
}

} // namespace

std::optional<bool> knownToFit(const Measurement& row)
{
    if (row.kind != "measured")
        return std::nullopt;
    if (isVerdictAlone(row))
        return row.value != 0.0;
    if (std::find(kTakenOnBoards.begin(), kTakenOnBoards.end(), row.metric) == kTakenOnBoards.end())
        return std::nullopt;
    return true;
}

std::map<std::string, VerdictSummary> summarise(std::span<const ScoredVerdict> verdicts)
{
    std::map<std::string, VerdictSummary> summaries;
    for (const ScoredVerdict& verdict : verdicts) {
        count(summaries[verdict.family], verdict);
        count(summaries["all"], verdict);
    }
    std::erase_if(summaries, [](const auto& entry) { return entry.second.verdicts == 0; });
    return summaries;
}

} // namespace tenbin
