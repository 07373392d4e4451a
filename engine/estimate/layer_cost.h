// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/core/ids.h"
#include "engine/core/units.h"

namespace tenbin {

/// What holds a layer back.
enum class Bound : std::uint8_t { compute, memory, overhead, none };

/// Where an operator runs.
enum class ExecutionUnit : std::uint8_t {
    macArray,   ///< the accelerator's multiply-accumulate array
    vectorUnit, ///< its element-wise, pooling or depthwise unit
    dma,
    cpu,         ///< the processor itself, or the one beside the accelerator
    fused,       ///< part of another operator: costs nothing of its own
    unsupported, ///< nowhere
};

/// Parts of an energy figure, in the fixed order of every chart.
enum class EnergyComponent : std::uint8_t {
    mac,
    onChipMemory,
    externalMemory,
    staticPower,
    cpu,
    sensor,
    interface,
    lump
};
inline constexpr int kEnergyComponents = 8;

struct EnergyPart {
    EnergyComponent component{};
    Joules energy;
};

/// Bytes moved between a unit and one memory of the target.
struct Traffic {
    int memory = 0; ///< index into Target::memories
    Bytes read, written;
};

/// What one operator costs. Finite and non-negative.
struct LayerCost {
    OperatorId op;
    ExecutionUnit unit = ExecutionUnit::macArray;
    Cycles compute;  ///< busy cycles of the unit, in the unit's clock
    Cycles memory;   ///< cycles its memory traffic takes
    Cycles overhead; ///< set-up, fill and drain, dispatch
    Cycles total;    ///< what it adds to the inference; less than the sum where parts overlap
    Seconds latency; ///< `total` in the unit's clock
    Bound bound = Bound::none;
    std::optional<double> utilisation; ///< MACs done / MACs the unit could do in `total`, 0 to 1
    std::vector<Traffic> traffic;
    std::vector<EnergyPart> energy; ///< empty: unknown

    Bytes bytesMoved() const;
    std::optional<Joules> totalEnergy() const;
};

/// Sums cycles, latency, traffic and energy; energy stays unknown if either side's is.
LayerCost operator+(const LayerCost& a, const LayerCost& b);

/// Which of the three parts is the largest (ties: compute, then memory).
Bound dominantBound(Cycles compute, Cycles memory, Cycles overhead);

} // namespace tenbin
