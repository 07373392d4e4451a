// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/estimate/evaluation_sums.h"

#include <algorithm>

namespace tenbin {

namespace {

Seconds totalLatency(const Evaluation& evaluation)
{
    Seconds total = evaluation.overhead;
    for (const LayerCost& layer : evaluation.layers)
        total += layer.latency;
    return total;
}

Joules totalEnergy(const Evaluation& evaluation)
{
    Joules total;
    for (const LayerCost& layer : evaluation.layers)
        for (const EnergyPart& part : layer.energy)
            total += part.energy;
    for (const EnergyPart& part : evaluation.overheadEnergy)
        total += part.energy;
    return total;
}

VerdictKind verdictOf(const Evaluation& evaluation)
{
    const auto& memories = evaluation.memories;
    const bool blocked = std::ranges::any_of(evaluation.reasons, &Reason::blocks);
    if (blocked || std::ranges::any_of(memories, &MemoryUse::exceeded))
        return VerdictKind::doesNotFit;
    const auto unknown = [](const MemoryUse& memory) { return memory.used && !memory.available; };
    if (std::ranges::any_of(memories, unknown))
        return VerdictKind::unknown;
    return VerdictKind::fits;
}

} // namespace

EvaluationSums sumsOf(const Evaluation& evaluation)
{
    EvaluationSums sums{.verdict = verdictOf(evaluation)};
    const bool partial = evaluation.someLayerCannotRun();
    if (evaluation.latencyKnown) {
        const Seconds total = totalLatency(evaluation);
        if (!partial || total.count() > 0.0)
            sums.latency = total;
        const Seconds period = evaluation.framePeriod.value_or(total);
        if (!partial && period.count() > 0.0)
            sums.framesPerSecond = 1.0 / period.count();
    }
    if (evaluation.energyKnown && !partial)
        sums.energy = totalEnergy(evaluation);
    return sums;
}

} // namespace tenbin
