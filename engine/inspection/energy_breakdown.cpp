// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspection/energy_breakdown.h"

#include <algorithm>

namespace tenbin {

namespace {

void add(EnergyStack& stack, const std::vector<EnergyPart>& parts)
{
    for (const EnergyPart& part : parts)
        stack[static_cast<std::size_t>(part.component)] += part.energy;
}

} // namespace

Joules sum(const EnergyStack& stack)
{
    Joules total;
    for (const Joules& part : stack)
        total += part;
    return total;
}

EnergyBreakdown energyOf(const Estimate& estimate)
{
    EnergyBreakdown breakdown;
    breakdown.known = estimate.energy.has_value();
    for (const LayerCost& layer : estimate.layers) {
        EnergyStack stack{};
        add(stack, layer.energy);
        add(breakdown.total, layer.energy);
        breakdown.layers.push_back(stack);
        if (breakdown.known && layer.energy.empty() && layer.latency.count() > 0.0)
            ++breakdown.unknownLayers;
    }
    add(breakdown.once, estimate.overheadEnergy);
    add(breakdown.total, estimate.overheadEnergy);
    return breakdown;
}

std::vector<EnergyComponent> notCounted(const EnergyBreakdown& breakdown)
{
    std::vector<EnergyComponent> missing;
    for (const EnergyComponent part : {EnergyComponent::sensor, EnergyComponent::interface})
        if (breakdown.total[static_cast<std::size_t>(part)].count() <= 0.0)
            missing.push_back(part);
    return missing;
}

std::optional<Watts> averagePower(const Estimate& estimate, const DutyCycle& duty)
{
    if (!estimate.energy)
        return std::nullopt;
    const double rate = estimate.framesPerSecond ? std::min(duty.inferencesPerSecond, *estimate.framesPerSecond)
                                                 : duty.inferencesPerSecond;
    return Watts(estimate.energy->value.count() * rate) + duty.sleep;
}

std::optional<Seconds> batteryLife(const Estimate& estimate, const DutyCycle& duty)
{
    const auto power = averagePower(estimate, duty);
    if (!power || power->count() <= 0.0)
        return std::nullopt;
    return Seconds(duty.battery.count() / power->count());
}

} // namespace tenbin
