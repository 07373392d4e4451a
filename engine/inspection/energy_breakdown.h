// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "engine/estimate/estimate.h"

namespace tenbin {

/// Joules by component, in the order of EnergyComponent.
using EnergyStack = std::array<Joules, kEnergyComponents>;

Joules sum(const EnergyStack& stack);

/// Where the energy of an inference goes.
struct EnergyBreakdown {
    std::vector<EnergyStack> layers; ///< one an operator
    EnergyStack once{};              ///< beside the layers: static, sensor, interface
    EnergyStack total{};
    bool known = false; ///< false: nobody published what it takes
    /// Operators that ran but have no energy of their own while others do.
    int unknownLayers = 0;
};
EnergyBreakdown energyOf(const Estimate& estimate);

/// Of sensor and interface, which a device has beside its processor, those that the figure leaves out.
std::vector<EnergyComponent> notCounted(const EnergyBreakdown& breakdown);

/// A device that runs inferences at a rate from a battery.
struct DutyCycle {
    double inferencesPerSecond = 1.0;
    Watts sleep; ///< drawn throughout, beside the inferences
    Joules battery;
};
/// Average power of the duty cycle; the rate is capped at what the target reaches.
/// Empty where the energy is unknown.
std::optional<Watts> averagePower(const Estimate& estimate, const DutyCycle& duty);
/// Time until the battery is empty; empty where the energy is unknown or nothing is drawn.
std::optional<Seconds> batteryLife(const Estimate& estimate, const DutyCycle& duty);

} // namespace tenbin
