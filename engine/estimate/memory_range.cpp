// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/estimate/memory_range.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/estimate/range_probability.h"

namespace tenbin {

namespace {

/// One part of what a memory holds, with its relative half-width.
struct Part {
    Bytes bytes;
    double halfWidth = 0.0;
};

Bytes scaled(Bytes bytes, double factor)
{
    return Bytes(static_cast<std::int64_t>(std::llround(bytes.toDouble() * factor)));
}

/// Weights, and what stands beside them: feature maps and scratch, or the code of the run-time library.
std::pair<Part, Part> partsOf(const MemoryUse& memory, const Settings& settings, Bytes weights)
{
    const Bytes stored = memory.holdsWeights ? std::min(weights, *memory.used) : Bytes();
    const char* other = memory.holdsActivations ? "accuracy.memory.activations" : "accuracy.memory.code";
    return {{stored, settings.numberOr("accuracy.memory.weights", 0.0)},
            {*memory.used - stored, settings.numberOr(other, 0.0)}};
}

bool isOpen(double probability) { return probability < kCertain && probability > 1.0 - kCertain; }

/// Used over available; a memory of which nothing is left is full.
double fullness(const MemoryUse& memory)
{
    return memory.available->count() > 0 ? *memory.used / *memory.available : std::numeric_limits<double>::infinity();
}

} // namespace

std::optional<Bytes> MemoryUse::spare() const
{
    if (!used || !available)
        return std::nullopt;
    return *available - *used;
}

bool isUncertain(VerdictKind verdict, std::optional<double> fitsProbability)
{
    const bool saysOne = verdict == VerdictKind::fits || verdict == VerdictKind::doesNotFit;
    return saysOne && fitsProbability && isOpen(*fitsProbability);
}

bool Estimate::isUncertain() const { return tenbin::isUncertain(verdict, fitsProbability); }

const MemoryUse* decidingMemory(const Estimate& estimate)
{
    const MemoryUse* decides = nullptr;
    for (const MemoryUse& memory : estimate.memories) {
        if (!memory.fitsProbability)
            continue;
        if (!decides || *memory.fitsProbability < *decides->fitsProbability
            || (*memory.fitsProbability == *decides->fitsProbability && fullness(memory) > fullness(*decides)))
            decides = &memory;
    }
    return decides;
}

double fitProbability(Bytes used, Bytes low, Bytes high, Bytes available)
{
    return probabilityAtMost(used.toDouble(), low.toDouble(), high.toDouble(), available.toDouble());
}

void addRange(MemoryUse& memory, const Settings& settings, Bytes weights)
{
    const MemoryShares shares = settings.shares(memory.id);
    memory.size = shares.size;
    memory.reserved = shares.reserved;
    memory.firmware = shares.firmware;
    if (!memory.used)
        return;
    const auto [stored, other] = partsOf(memory, settings, weights);
    memory.low =
        scaled(stored.bytes, 1.0 / (1.0 + stored.halfWidth)) + scaled(other.bytes, 1.0 / (1.0 + other.halfWidth));
    memory.high = scaled(stored.bytes, 1.0 + stored.halfWidth) + scaled(other.bytes, 1.0 + other.halfWidth);
    if (!memory.available)
        return;
    // What is exact must fit whatever the rest takes.
    Bytes exact;
    for (const Part& part : {stored, other})
        if (part.halfWidth <= 0.0)
            exact += part.bytes;
    memory.fitsProbability =
        exact > *memory.available ? 0.0 : fitProbability(*memory.used, *memory.low, *memory.high, *memory.available);
}

std::optional<double> fitProbability(const Estimate& estimate)
{
    double probability = 1.0;
    for (const MemoryUse& memory : estimate.memories) {
        if (memory.used && !memory.available)
            return std::nullopt;
        probability = std::min(probability, memory.fitsProbability.value_or(1.0));
    }
    const auto& reasons = estimate.reasons;
    const bool blocked = std::any_of(reasons.begin(), reasons.end(), [](const Reason& reason) {
        return reason.blocks && reason.code != ReasonCode::memoryExceeded;
    });
    return blocked ? 0.0 : probability;
}

bool isNearLimit(const MemoryUse& memory) { return memory.fitsProbability && isOpen(*memory.fitsProbability); }

} // namespace tenbin
