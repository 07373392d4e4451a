// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/estimate/figures.h"

#include <algorithm>
#include <cmath>

namespace tenbin {

namespace {

double latencyOf(const Evaluation& evaluation)
{
    Seconds total = evaluation.overhead;
    for (const LayerCost& layer : evaluation.layers)
        total += layer.latency;
    return total.count();
}

double energyOf(const Evaluation& evaluation)
{
    Joules total;
    for (const LayerCost& layer : evaluation.layers)
        for (const EnergyPart& part : layer.energy)
            total += part.energy;
    for (const EnergyPart& part : evaluation.overheadEnergy)
        total += part.energy;
    return total.count();
}

VerdictKind verdictOf(const Evaluation& evaluation)
{
    const auto& memories = evaluation.memories;
    if (std::any_of(evaluation.reasons.begin(), evaluation.reasons.end(),
                    [](const Reason& reason) { return reason.blocks; })
        || std::any_of(memories.begin(), memories.end(), [](const MemoryUse& memory) { return memory.exceeded(); }))
        return VerdictKind::doesNotFit;
    const bool unknown =
        std::any_of(memories.begin(), memories.end(), [](const MemoryUse& m) { return m.used && !m.available; });
    return unknown ? VerdictKind::unknown : VerdictKind::fits;
}

} // namespace

void DesignFigures::scaleTo(double seconds, double joules)
{
    if (!std::isnan(latency))
        latency = seconds;
    if (!std::isnan(framesPerSecond))
        framesPerSecond = seconds > 0.0 ? 1.0 / seconds : kUnknown;
    if (!std::isnan(energy))
        energy = joules;
}

DesignFigures figuresOf(const Estimate& estimate)
{
    DesignFigures figures;
    if (estimate.latency)
        figures.latency = estimate.latency->value.count();
    if (estimate.framesPerSecond)
        figures.framesPerSecond = *estimate.framesPerSecond;
    if (estimate.energy)
        figures.energy = estimate.energy->value.count();
    figures.peakActivations = estimate.peakActivationBytes.toDouble();
    figures.weights = estimate.weightBytes.toDouble();
    figures.verdict = estimate.verdict == VerdictKind::fitsWithChanges ? VerdictKind::doesNotFit : estimate.verdict;
    return figures;
}

DesignFigures figuresOf(const Evaluation& evaluation)
{
    DesignFigures figures;
    const bool partial = evaluation.someLayerCannotRun();
    if (evaluation.latencyKnown) {
        const double total = latencyOf(evaluation);
        if (!partial || total > 0.0)
            figures.latency = total;
    }
    if (evaluation.latencyKnown && !partial) {
        const double period = evaluation.framePeriod ? evaluation.framePeriod->count() : figures.latency;
        if (period > 0.0)
            figures.framesPerSecond = 1.0 / period;
    }
    if (evaluation.energyKnown && !partial)
        figures.energy = energyOf(evaluation);
    figures.peakActivations = evaluation.peakActivationBytes.toDouble();
    figures.weights = evaluation.weightBytes.toDouble();
    figures.verdict = verdictOf(evaluation);
    return figures;
}

} // namespace tenbin
