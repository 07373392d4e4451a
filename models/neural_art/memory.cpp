// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/neural_art/memory.h"

#include <algorithm>
#include <bit>
#include <numeric>

#include "engine/memory/arena_planner.h"
#include "engine/memory/live_bytes.h"
#include "engine/memory/live_profile.h"
#include "engine/memory/liveness.h"
#include "models/neural_art/operators.h"

namespace tenbin::neural_art {

namespace {

constexpr Bytes kAlignment{32};

/// The largest of the requests alive at an operator, the first of equals; requests can be taken out.
class LargestAlive {
public:
    LargestAlive(const std::vector<BufferRequest>& requests, std::size_t operators)
        : m_leaves(std::bit_ceil(std::max<std::size_t>(1, operators))), m_heaps(2 * m_leaves), m_gone(requests.size())
    {
        std::vector<std::size_t> rising(requests.size());
        std::iota(rising.begin(), rising.end(), std::size_t{0});
        std::stable_sort(rising.begin(), rising.end(),
                         [&](std::size_t a, std::size_t b) { return requests[a].size > requests[b].size; });
        std::reverse(rising.begin(), rising.end());
        m_place.resize(requests.size());
        for (std::size_t k = 0; k < rising.size(); ++k) {
            m_place[rising[k]] = k;
            add(rising[k], requests[rising[k]].first, requests[rising[k]].last);
        }
    }

    void take(std::size_t request) { m_gone[request] = true; }

    std::optional<std::size_t> at(std::uint32_t op)
    {
        std::optional<std::size_t> best;
        for (std::size_t node = m_leaves + op; node > 0; node /= 2) {
            auto& heap = m_heaps[node];
            while (!heap.empty() && m_gone[heap.back()])
                heap.pop_back();
            if (!heap.empty() && (!best || m_place[heap.back()] > m_place[*best]))
                best = heap.back();
        }
        return best;
    }

private:
    /// A tree over operators: each request hangs on the nodes whose operators it covers.
    void add(std::size_t request, std::size_t first, std::size_t last)
    {
        for (std::size_t a = first + m_leaves, b = last + m_leaves + 1; a < b; a /= 2, b /= 2) {
            if (a % 2 == 1)
                m_heaps[a++].push_back(request);
            if (b % 2 == 1)
                m_heaps[--b].push_back(request);
        }
    }

    std::size_t m_leaves;
    std::vector<std::vector<std::size_t>> m_heaps; // by node; the largest request last
    std::vector<bool> m_gone;
    std::vector<std::size_t> m_place; // by request: its place in rising order
};

class Placer {
public:
    Placer(const Graph& graph, std::optional<Bytes> capacity, int ram, int spill)
        : m_graph(graph), m_capacity(capacity), m_ram(ram), m_spill(spill)
    {
        m_maps.spilled.assign(graph.tensors().size(), false);
    }

    FeatureMaps place()
    {
        sizeFeatureMaps();
        m_requests = requests();
        m_onChip.assign(m_requests.size(), true);
        if (m_capacity && m_spill >= 0)
            spill();
        else
            m_maps.plan = planHillClimb(onChip(), kAlignment);
        const MemoryPlan external = planGreedyBySize(m_external, kAlignment);
        m_maps.plan.placements.insert(m_maps.plan.placements.end(), external.placements.begin(),
                                      external.placements.end());
        return std::move(m_maps);
    }

private:
    /// What a pool in the same epoch takes in never reaches memory.
    void sizeFeatureMaps()
    {
        for (const Tensor& tensor : m_graph.tensors())
            m_maps.sizes.push_back(tensor.sizeBytesAt(std::min<int>(tensor.type.bits, 8)));
        for (const Operator& op : m_graph.operators())
            for (const TensorId inside : insideEpoch(m_graph, op))
                m_maps.sizes[inside.index] = Bytes(0);
    }

    std::vector<BufferRequest> requests() const
    {
        LivenessRules rules;
        rules.size = [this](const Tensor& tensor) {
            return m_maps.sizes[static_cast<std::size_t>(&tensor - m_graph.tensors().data())];
        };
        rules.inPlace = [](const Graph&, const Operator& op, std::size_t position) {
            return position == 0 && isRenamingOrActivation(op.kind);
        };
        std::vector<BufferRequest> requests = liveRanges(m_graph, rules);
        std::erase_if(requests, [](const BufferRequest& request) { return request.size.count() == 0; });
        for (BufferRequest& request : requests)
            request.memory = m_ram;
        return requests;
    }

    void spill()
    {
        LiveBytes live;
        for (const BufferRequest& request : m_requests)
            live.add(request.first, request.last, request.size);
        LiveProfile profile(live.perOperator(m_graph.operators().size()));
        LargestAlive largest(m_requests, m_graph.operators().size());
        while (profile.peak().second > *m_capacity)
            moveLargest(largest, profile, profile.peak().first);
        m_maps.plan = planHillClimb(onChip(), kAlignment);
        const bool oneByOne = m_requests.size() <= kFewMaps;
        for (Bytes goal = *m_capacity; m_maps.plan.peak(m_ram) > *m_capacity;) { // fits by the sum, not side by side
            goal -= m_maps.plan.peak(m_ram) - *m_capacity;
            moveLargest(largest, profile, m_maps.plan.busiestOperator(m_ram).first);
            while (!oneByOne && profile.peak().second > std::max(goal, Bytes(0)))
                moveLargest(largest, profile, profile.peak().first);
            m_maps.plan = planHillClimb(onChip(), kAlignment);
        }
        markSpilled();
    }

    std::vector<BufferRequest> onChip() const
    {
        std::vector<BufferRequest> requests;
        for (std::size_t i = 0; i < m_requests.size(); ++i)
            if (m_onChip[i])
                requests.push_back(m_requests[i]);
        return requests;
    }

    void moveLargest(LargestAlive& largest, LiveProfile& profile, std::uint32_t worst)
    {
        const auto found = largest.at(worst);
        if (!found)
            return;
        BufferRequest& request = m_requests[*found];
        largest.take(*found);
        profile.add(request.first, request.last, Bytes(0) - request.size);
        m_onChip[*found] = false;
        request.memory = m_spill;
        m_maps.spilled[request.tensor.index] = true;
        m_external.push_back(request);
    }

    /// A buffer may carry several renamed tensors: all of them live where it lives.
    void markSpilled()
    {
        for (const Operator& op : m_graph.operators()) // in execution order: chains are followed in one go
            if (isRenamingOrActivation(op.kind) && !op.inputs.empty() && op.inputs.front().valid()
                && m_maps.spilled[op.inputs.front().index])
                m_maps.spilled[op.outputs.front().index] = true;
    }

    static constexpr std::size_t kFewMaps = 4096; // more: what is lost between maps goes at once, not map by map

    const Graph& m_graph;
    std::optional<Bytes> m_capacity;
    int m_ram, m_spill;
    std::vector<BufferRequest> m_requests, m_external;
    std::vector<bool> m_onChip; // by request
    FeatureMaps m_maps;
};

} // namespace

FeatureMaps placeFeatureMaps(const Graph& graph, std::optional<Bytes> capacity, int ram, int spill)
{
    return Placer(graph, capacity, ram, spill).place();
}

} // namespace tenbin::neural_art
