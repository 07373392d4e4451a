// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/estimate/layer_cost.h"

#include <algorithm>

namespace tenbin {

Bytes LayerCost::bytesMoved() const
{
    Bytes moved;
    for (const Traffic& t : traffic)
        moved += t.read + t.written;
    return moved;
}

std::optional<Joules> LayerCost::totalEnergy() const
{
    if (energy.empty())
        return std::nullopt;
    Joules sum;
    for (const EnergyPart& part : energy)
        sum += part.energy;
    return sum;
}

LayerCost operator+(const LayerCost& a, const LayerCost& b)
{
    LayerCost sum = a;
    sum.compute += b.compute;
    sum.memory += b.memory;
    sum.overhead += b.overhead;
    sum.total += b.total;
    sum.latency += b.latency;
    sum.bound = dominantBound(sum.compute, sum.memory, sum.overhead);
    sum.utilisation.reset();
    for (const Traffic& t : b.traffic) {
        const auto same = std::find_if(sum.traffic.begin(), sum.traffic.end(),
                                       [&](const Traffic& s) { return s.memory == t.memory; });
        if (same == sum.traffic.end()) {
            sum.traffic.push_back(t);
        } else {
            same->read += t.read;
            same->written += t.written;
        }
    }
    if (a.energy.empty() || b.energy.empty()) {
        sum.energy.clear();
        return sum;
    }
    for (const EnergyPart& part : b.energy) {
        const auto same = std::find_if(sum.energy.begin(), sum.energy.end(),
                                       [&](const EnergyPart& s) { return s.component == part.component; });
        if (same == sum.energy.end())
            sum.energy.push_back(part);
        else
            same->energy += part.energy;
    }
    return sum;
}

Bound dominantBound(Cycles compute, Cycles memory, Cycles overhead)
{
    if (compute.count() <= 0 && memory.count() <= 0 && overhead.count() <= 0)
        return Bound::none;
    if (compute >= memory && compute >= overhead)
        return Bound::compute;
    return memory >= overhead ? Bound::memory : Bound::overhead;
}

} // namespace tenbin
