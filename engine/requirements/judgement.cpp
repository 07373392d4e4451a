// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/requirements/judgement.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/estimate/memory_range.h"
#include "engine/networks/published_accuracy.h"
#include "engine/requirements/figure_range.h"

namespace tenbin {

namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();

CheckedFigure checked(RequiredFigure figure, double needed, const std::optional<FigureRange>& range)
{
    CheckedFigure result{.figure = figure, .needed = needed};
    if (!range)
        return result;
    result.value = range->value;
    result.low = range->low;
    result.high = range->high;
    result.probability = isAtLeast(figure) ? probabilityAtLeast(*range, needed) : probabilityAtMost(*range, needed);
    return result;
}

/// What is left of the memory from which the program beside the network takes its own.
CheckedFigure checkedSpare(RequiredFigure figure, double needed, const Estimate& estimate, const Target& target)
{
    CheckedFigure result{.figure = figure, .needed = needed};
    const MemoryUse* memory = programMemory(estimate, target, figure);
    if (!memory || !memory->used || !memory->available)
        return result;
    const double available = memory->available->toDouble();
    const FigureRange used = bytesRange(*memory);
    result.value = available - used.value;
    result.low = available - *used.high;
    result.high = available - *used.low;
    result.probability = probabilityAtMost(used, available - needed);
    return result;
}

/// A price lies between the cheapest and the dearest offer, which are years, quantities and shops apart: assumed to
/// be anywhere between them on a logarithmic scale.
CheckedFigure checkedPrice(double needed, const Product& product)
{
    CheckedFigure result{.figure = RequiredFigure::price, .needed = needed};
    const auto range = priceRange(product);
    if (!range)
        return result;
    const double lowest = range->lowest->value.amount, highest = range->highest->value.amount;
    result.value = lowest;
    result.low = lowest;
    result.high = highest;
    if (needed >= highest)
        result.probability = 1.0;
    else if (needed < lowest || lowest <= 0.0)
        result.probability = 0.0;
    else // one of the offers is cheap enough
        result.probability = std::max(0.5, std::log(needed / lowest) / std::log(highest / lowest));
    return result;
}

CheckedFigure checkedFigure(RequiredFigure figure, double needed, const Estimate& estimate, const Target& target,
                            const Requirements& requirements, const std::optional<double>& accuracy)
{
    switch (figure) {
    case RequiredFigure::framesPerSecond:
        return checked(figure, needed, rateRange(estimate));
    case RequiredFigure::latency:
        return checked(figure, needed, latencyRange(estimate));
    case RequiredFigure::energy:
        return checked(figure, needed, energyRange(estimate));
    case RequiredFigure::power:
        return checked(figure, needed, powerRange(estimate, target.product, requirements));
    case RequiredFigure::batteryLife:
        return checked(figure, needed, batteryLifeRange(estimate, target.product, requirements));
    case RequiredFigure::ram:
    case RequiredFigure::flash:
        return checked(figure, needed, takenRange(estimate, figure));
    case RequiredFigure::spareRam:
    case RequiredFigure::spareFlash:
        return checkedSpare(figure, needed, estimate, target);
    case RequiredFigure::price:
        return checkedPrice(needed, target.product);
    case RequiredFigure::packageSide:
        return checked(figure, needed, exactly(longerSideMm(target.product)));
    case RequiredFigure::accuracy:
        return checked(figure, needed, exactly(accuracy));
    }
    return {};
}

/// The figures asked for, and the rate of a duty cycle: a chip that is slower sleeps less than it should.
std::map<RequiredFigure, double> figuresOf(const Requirements& requirements)
{
    auto figures = requirements.figures;
    if (const auto rate = dutyRate(requirements)) {
        double& asked = figures[RequiredFigure::framesPerSecond];
        asked = std::max(asked, *rate);
    }
    return figures;
}

/// Used over available of the fullest memory; infinite where something else stands in the way.
double overflow(const Estimate& estimate)
{
    double worst = 0.0;
    for (const Reason& reason : estimate.reasons)
        if (reason.blocks && reason.code != ReasonCode::memoryExceeded)
            return kNever;
    for (const MemoryUse& memory : estimate.memories)
        if (memory.exceeded())
            worst = std::max(worst, memory.available->count() > 0 ? *memory.used / *memory.available : kNever);
    return worst;
}

/// As it is configured: a remedy is another configuration.
VerdictKind asConfigured(VerdictKind verdict)
{
    return verdict == VerdictKind::fitsWithChanges ? VerdictKind::doesNotFit : verdict;
}

void findWorst(Judgement& judgement, const Estimate& estimate)
{
    if (judgement.fits == VerdictKind::doesNotFit)
        judgement.worstExcess = overflow(estimate);
    for (const CheckedFigure& figure : judgement.figures)
        if (figure.missed())
            judgement.worstExcess = std::max(judgement.worstExcess, figure.excess().value_or(kNever));
    for (const CheckedInterface& one : judgement.interfaces)
        if (one.offered == false)
            judgement.worstExcess = kNever;
}

struct Probabilities {
    double least = 1.0; ///< of those that are known
    bool anyUnknown = false;

    void add(const std::optional<double>& probability)
    {
        anyUnknown = anyUnknown || !probability;
        least = std::min(least, probability.value_or(1.0));
    }
};

std::optional<double> probabilityOf(const CheckedInterface& one)
{
    if (!one.offered)
        return std::nullopt;
    return *one.offered ? 1.0 : 0.0;
}

Meets meetsOf(const Probabilities& all)
{
    if (all.least < 0.5)
        return Meets::no;
    if (all.anyUnknown)
        return Meets::unknown;
    return all.least >= kCertain ? Meets::yes : Meets::probably;
}

} // namespace

std::string_view toString(Meets meets)
{
    switch (meets) {
    case Meets::yes:
        return "yes";
    case Meets::probably:
        return "probably";
    case Meets::unknown:
        return "unknown";
    case Meets::no:
        return "no";
    }
    return {};
}

std::optional<double> CheckedFigure::excess() const
{
    if (!value)
        return std::nullopt;
    if (!isAtLeast(figure))
        return *value / needed;
    return *value > 0.0 ? needed / *value : kNever;
}

bool changesNumbers(std::string_view optionKey)
{
    static constexpr std::string_view kKeys[] = {"weight_bits", "activation_bits",    "precision",      "elements",
                                                 "sparsity",    "sparsity_structure", "weight_sparsity"};
    return std::ranges::find(kKeys, optionKey) != std::end(kKeys);
}

std::optional<double> publishedAccuracy(const Graph& network, const Configuration& configuration)
{
    for (const auto& [key, value] : configuration.values)
        if (changesNumbers(key))
            return std::nullopt;
    const PublishedAccuracy* published = publishedAccuracyOf(network);
    if (!published || published->lowerIsBetter)
        return std::nullopt;
    return published->value;
}

Judgement judge(const Estimate& estimate, const Target& target, const Requirements& requirements,
                const std::optional<double>& accuracy)
{
    Judgement result;
    result.fits = asConfigured(estimate.verdict);
    result.fitsProbability = estimate.fitsProbability;
    Probabilities all;
    if (result.fits == VerdictKind::doesNotFit)
        all.add(estimate.fitsProbability.value_or(0.0));
    else
        all.add(estimate.fitsProbability);
    for (const auto& [figure, needed] : figuresOf(requirements)) {
        result.figures.push_back(checkedFigure(figure, needed, estimate, target, requirements, accuracy));
        all.add(result.figures.back().probability);
    }
    for (const Interface needed : requirements.interfaces) {
        result.interfaces.push_back({needed, offers(target.product, needed)});
        all.add(probabilityOf(result.interfaces.back()));
    }
    result.meets = meetsOf(all);
    if (result.meets != Meets::unknown)
        result.probability = all.least;
    findWorst(result, estimate);
    return result;
}

std::optional<Watts> publishedSleepPower(const Product& product)
{
    const auto* lowest = lowestSleepCurrent(product);
    if (!lowest)
        return std::nullopt;
    return Watts(lowest->value.amperes * kAssumedSupply);
}

} // namespace tenbin
