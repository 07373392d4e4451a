// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/requirements/figure_range.h"

#include <algorithm>

#include "engine/estimate/range_probability.h"
#include "engine/inspection/energy_breakdown.h"
#include "engine/requirements/judgement.h"
#include "engine/targets/firmware.h"

namespace tenbin {

namespace {

/// A figure without any published error is taken to be within a factor of two: assumed, as for unmeasured operators.
constexpr double kUnstated = 2.0;

template <class Q>
std::optional<FigureRange> rangeOf(const std::optional<Figure<Q>>& figure)
{
    if (!figure)
        return std::nullopt;
    FigureRange range{.value = figure->value.count()};
    if (figure->low)
        range.low = figure->low->count();
    if (figure->high)
        range.high = figure->high->count();
    if (!range.low && !range.high) {
        range.low = range.value / kUnstated;
        range.high = range.value * kUnstated;
    }
    return range;
}

/// What the duty cycle draws beside the inferences; absent: nobody said.
std::optional<Watts> sleepPower(const Product& product, const DutyCycleAsked& duty)
{
    return duty.sleep ? duty.sleep : publishedSleepPower(product);
}

} // namespace

std::optional<double> probabilityAtMost(const FigureRange& range, double limit)
{
    if (range.low && range.high)
        return probabilityAtMost(range.value, *range.low, *range.high, limit);
    if (range.low && limit < *range.low)
        return 0.0;
    if (range.high && limit >= *range.high)
        return 1.0;
    return std::nullopt;
}

std::optional<double> probabilityAtLeast(const FigureRange& range, double limit)
{
    if (range.low && range.high) {
        if (limit == range.value) // as for "at most": what is reached to the digit is kept where it is exact
            return *range.low == limit ? 1.0 : 0.5;
        return 1.0 - probabilityAtMost(range.value, *range.low, *range.high, limit);
    }
    if (range.high && limit > *range.high)
        return 0.0;
    if (range.low && limit <= *range.low)
        return 1.0;
    return std::nullopt;
}

std::optional<FigureRange> exactly(const std::optional<double>& value)
{
    if (!value)
        return std::nullopt;
    return FigureRange{*value, *value, *value};
}

std::optional<FigureRange> latencyRange(const Estimate& estimate) { return rangeOf(estimate.latency); }
std::optional<FigureRange> energyRange(const Estimate& estimate) { return rangeOf(estimate.energy); }

std::optional<FigureRange> rateRange(const Estimate& estimate)
{
    const auto latency = latencyRange(estimate);
    if (!estimate.framesPerSecond || !latency)
        return std::nullopt;
    const double rate = *estimate.framesPerSecond;
    FigureRange range{.value = rate};
    const bool paced = rate * latency->value < 1.0 - 1e-9; // frames come more slowly than inferences could
    if (paced) {
        range.high = rate;
        if (latency->high)
            range.low = std::min(rate, 1.0 / *latency->high);
        return range;
    }
    if (latency->low)
        range.high = rate * (latency->value / *latency->low);
    if (latency->high)
        range.low = rate * (latency->value / *latency->high);
    return range;
}

std::optional<FigureRange> powerRange(const Estimate& estimate, const Product& product,
                                      const Requirements& requirements)
{
    const auto energy = energyRange(estimate);
    const auto sleep = sleepPower(product, requirements.duty);
    const DutyCycle duty{.inferencesPerSecond = dutyRate(requirements).value_or(1.0),
                         .sleep = sleep.value_or(Watts()),
                         .battery = Joules()};
    const auto power = averagePower(estimate, duty);
    if (!energy || !power)
        return std::nullopt;
    FigureRange range{.value = power->count()};
    const double inferring = power->count() - duty.sleep.count();
    const auto at = [&](double joules) { return duty.sleep.count() + inferring * (joules / energy->value); };
    if (energy->low)
        range.low = at(*energy->low);
    if (energy->high && sleep)
        range.high = at(*energy->high);
    return range;
}

std::optional<FigureRange> batteryLifeRange(const Estimate& estimate, const Product& product,
                                            const Requirements& requirements)
{
    const auto power = powerRange(estimate, product, requirements);
    if (!power || power->value <= 0.0 || !requirements.duty.battery)
        return std::nullopt;
    const double battery = requirements.duty.battery->count();
    FigureRange range{.value = battery / power->value};
    if (power->high)
        range.low = battery / *power->high;
    if (power->low && *power->low > 0.0)
        range.high = battery / *power->low;
    return range;
}

FigureRange bytesRange(const MemoryUse& memory)
{
    const double used = memory.used->toDouble();
    return {used, memory.low.value_or(*memory.used).toDouble(), memory.high.value_or(*memory.used).toDouble()};
}

std::optional<FigureRange> takenRange(const Estimate& estimate, RequiredFigure figure)
{
    FigureRange sum{0.0, 0.0, 0.0};
    for (const MemoryUse& memory : estimate.memories) {
        const bool isFlash = memory.holdsWeights && !memory.holdsActivations;
        const bool counted = figure == RequiredFigure::flash ? isFlash : memory.holdsActivations;
        if (!counted)
            continue;
        if (!memory.used)
            return std::nullopt;
        const FigureRange one = bytesRange(memory);
        sum = {sum.value + one.value, *sum.low + *one.low, *sum.high + *one.high};
    }
    return sum;
}

const MemoryUse* programMemory(const Estimate& estimate, const Target& target, RequiredFigure spare)
{
    const auto key = spare == RequiredFigure::spareRam ? kFirmwareRam : kFirmwareFlash;
    const auto index = firmwareMemory(target, key);
    if (!index || *index >= estimate.memories.size())
        return nullptr;
    return &estimate.memories[*index];
}

} // namespace tenbin
