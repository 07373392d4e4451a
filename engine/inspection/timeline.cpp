// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspection/timeline.h"

#include <algorithm>
#include <array>

namespace tenbin {

namespace {

Lane laneOf(ExecutionUnit unit)
{
    switch (unit) {
    case ExecutionUnit::macArray:
        return Lane::macArray;
    case ExecutionUnit::vectorUnit:
        return Lane::vectorUnit;
    case ExecutionUnit::dma:
        return Lane::memory;
    case ExecutionUnit::cpu:
    case ExecutionUnit::fused:
    case ExecutionUnit::unsupported:
        break;
    }
    return Lane::cpu;
}

class Builder {
public:
    void addLayer(const LayerCost& layer)
    {
        m_timeline.starts.push_back(m_now);
        if (layer.latency.count() <= 0.0)
            return;
        // Parts may overlap: what is left beside computing and set-up is waiting.
        const double total = std::max(layer.total.count(), 1e-30);
        const double setUp = std::min(1.0, layer.overhead.count() / total);
        const double work = std::min(1.0 - setUp, layer.compute.count() / total);
        const double stall = std::max(0.0, 1.0 - setUp - work);
        const bool waits = layer.memory.count() > 0.0;
        const Lane lane = laneOf(layer.unit);
        if (layer.memory.count() > 0.0)
            add({layer.op, Lane::memory, BarPart::transfer, m_now,
                 layer.latency * std::min(1.0, layer.memory.count() / total)});
        advance({layer.op, lane, BarPart::setUp, m_now, layer.latency * setUp});
        advance({layer.op, lane, BarPart::work, m_now, layer.latency * (waits ? work : work + stall)});
        if (waits)
            advance({layer.op, lane, BarPart::stall, m_now, layer.latency * stall});
    }

    void addOnce(Seconds length) { advance({OperatorId{}, Lane::overhead, BarPart::once, m_now, length}); }

    Timeline take()
    {
        std::array<bool, kLanes> used{};
        for (const TimelineBar& bar : m_timeline.bars)
            used[static_cast<std::size_t>(bar.lane)] = true;
        for (int lane = 0; lane < kLanes; ++lane)
            if (used[static_cast<std::size_t>(lane)])
                m_timeline.lanes.push_back(static_cast<Lane>(lane));
        m_timeline.length = m_now;
        return std::move(m_timeline);
    }

private:
    void add(const TimelineBar& bar)
    {
        if (bar.length.count() > 0.0)
            m_timeline.bars.push_back(bar);
    }
    void advance(const TimelineBar& bar)
    {
        add(bar);
        m_now += bar.length;
    }

    Timeline m_timeline;
    Seconds m_now;
};

} // namespace

Timeline timelineOf(const Estimate& estimate)
{
    Builder builder;
    if (estimate.latency) {
        builder.addOnce(estimate.overhead);
        for (const LayerCost& layer : estimate.layers)
            builder.addLayer(layer);
    }
    return builder.take();
}

} // namespace tenbin
