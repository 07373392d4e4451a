// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/neural_art_memory.h"

#include <algorithm>

#include "engine/memory/arena_planner.h"
#include "engine/memory/liveness.h"
#include "models/neural_art_operators.h"

namespace tenbin::neural_art {

namespace {

constexpr Bytes kAlignment{32};

Bytes liveBytesAt(const BufferRequest& request, std::uint32_t op)
{
    return request.first <= op && op <= request.last ? request.size : Bytes(0);
}

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
        std::vector<BufferRequest> onChip = requests();
        const bool maySpill = m_capacity && m_spill >= 0;
        while (maySpill && peakLiveBytes(onChip).bytes > *m_capacity)
            moveLargest(onChip, peakLiveBytes(onChip).operatorIndex);
        m_maps.plan = planHillClimb(onChip, kAlignment);
        while (maySpill && m_maps.plan.peak(m_ram) > *m_capacity) { // fits by the sum, but not side by side
            moveLargest(onChip, m_maps.plan.busiestOperator(m_ram).first);
            m_maps.plan = planHillClimb(onChip, kAlignment);
        }
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

    void moveLargest(std::vector<BufferRequest>& onChip, std::uint32_t worst)
    {
        const auto largest = std::max_element(onChip.begin(), onChip.end(), [&](const auto& a, const auto& b) {
            return liveBytesAt(a, worst) < liveBytesAt(b, worst);
        });
        largest->memory = m_spill;
        markSpilled(largest->tensor);
        m_external.push_back(*largest);
        onChip.erase(largest);
    }

    /// A buffer may carry several renamed tensors: all of them live where it lives.
    void markSpilled(TensorId tensor)
    {
        m_maps.spilled[tensor.index] = true;
        for (const Operator& op : m_graph.operators()) // in execution order: chains are followed in one go
            if (isRenamingOrActivation(op.kind) && !op.inputs.empty() && op.inputs.front().valid()
                && m_maps.spilled[op.inputs.front().index])
                m_maps.spilled[op.outputs.front().index] = true;
    }

    const Graph& m_graph;
    std::optional<Bytes> m_capacity;
    int m_ram, m_spill;
    std::vector<BufferRequest> m_external;
    FeatureMaps m_maps;
};

} // namespace

FeatureMaps placeFeatureMaps(const Graph& graph, std::optional<Bytes> capacity, int ram, int spill)
{
    return Placer(graph, capacity, ram, spill).place();
}

} // namespace tenbin::neural_art
