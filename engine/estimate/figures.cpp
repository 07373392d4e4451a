// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/estimate/figures.h"

#include <cmath>

#include "engine/estimate/evaluation_sums.h"

namespace tenbin {

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
    figures.verdict = estimate.verdict;
    if (figures.verdict == VerdictKind::fitsWithChanges)
        figures.verdict = VerdictKind::doesNotFit;
    return figures;
}

DesignFigures figuresOf(const Evaluation& evaluation)
{
    const EvaluationSums sums = sumsOf(evaluation);
    DesignFigures figures;
    if (sums.latency)
        figures.latency = sums.latency->count();
    if (sums.framesPerSecond)
        figures.framesPerSecond = *sums.framesPerSecond;
    if (sums.energy)
        figures.energy = sums.energy->count();
    figures.peakActivations = evaluation.peakActivationBytes.toDouble();
    figures.weights = evaluation.weightBytes.toDouble();
    figures.verdict = sums.verdict;
    return figures;
}

} // namespace tenbin
