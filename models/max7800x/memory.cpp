// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/max7800x/memory.h"

#include <algorithm>
#include <bit>
#include <numeric>

#include "engine/core/bounded.h"
#include "engine/memory/arena_planner.h"
#include "engine/memory/liveness.h"
#include "models/common/graph_walk.h"

namespace tenbin {

namespace {

constexpr std::int64_t kWordBits = 72;
constexpr Bytes kWordBytes{9};
constexpr std::int64_t kGroups = 4;

/// Words used of each processor's weight memory.
class WordLevels {
public:
    /// Lowest start at which `words` fit beside each other in `processors` neighbours.
    std::int64_t place(std::int64_t processors, std::int64_t words)
    {
        std::int64_t best = 0;
        std::int64_t start = highest(0, processors);
        for (std::int64_t first = 4; first + processors <= kMax7800xProcessors; first += 4)
            if (const std::int64_t level = highest(first, processors); level < start) {
                start = level;
                best = first;
            }
        start = roundUp(start, 4);
        std::fill_n(m_levels.begin() + best, processors, std::min(start + words, kMostCount));
        return start;
    }

    Max7800xWeightUse use(const Max7800xWeightMemory& memory) const
    {
        std::int64_t filled = 0;
        std::int64_t excess = 0;
        std::int64_t capacity = 0;
        for (std::int64_t p = 0; p < kMax7800xProcessors; ++p) {
            std::int64_t room = memory.words;
            if (p % (kMax7800xProcessors / kGroups) == 0)
                room = memory.wordsOfGroupHeads;
            const std::int64_t level = m_levels[static_cast<std::size_t>(p)];
            capacity += room;
            filled += level;
            excess += std::max<std::int64_t>(0, level - room);
        }
        if (excess > 0)
            filled = capacity + excess;
        return {kWordBytes * filled, kWordBytes * capacity};
    }

private:
    std::int64_t highest(std::int64_t first, std::int64_t count) const
    {
        return *std::max_element(m_levels.begin() + first, m_levels.begin() + first + count);
    }

    std::array<std::int64_t, kMax7800xProcessors> m_levels{};
};

} // namespace

std::int64_t max7800xWeightWords(std::int64_t kernels, std::int64_t taps, int bits)
{
    const std::int64_t packet = 8 / bits; // kernels that share a byte
    return ceilDiv(kernels * taps * bits + kernels % packet * taps * (packet - 1), kWordBits);
}

Max7800xWeightUse placeMax7800xWeights(std::vector<Max7800xStage>& stages, int bits, const Max7800xWeightMemory& memory)
{
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < stages.size(); ++i)
        if (stages[i].kernels > 0)
            order.push_back(i);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return stages[a].processors > stages[b].processors; });
    WordLevels levels;
    for (const std::size_t i : order) {
        Max7800xStage& stage = stages[i];
        const std::int64_t words = max7800xWeightWords(stage.kernels, stage.layer.kernelH * stage.layer.kernelW, bits);
        stage.layer.kernelOffset = levels.place(stage.processors, words);
    }
    return levels.use(memory);
}

Max7800xWeightUse placeMax7800xBiases(const std::vector<Max7800xStage>& stages, Bytes available)
{
    std::vector<std::int64_t> biases;
    for (const Max7800xStage& stage : stages)
        if (stage.biases > 0)
            biases.push_back(stage.biases);
    std::sort(biases.rbegin(), biases.rend());
    const std::int64_t room = available.count() / kGroups;
    std::array<std::int64_t, kGroups> groups{};
    for (const std::int64_t bytes : biases) {
        auto group = std::find_if(groups.begin(), groups.end(), [&](std::int64_t g) { return g + bytes <= room; });
        if (group == groups.end())
            group = std::min_element(groups.begin(), groups.end());
        *group += bytes;
    }
    std::int64_t filled = 0;
    std::int64_t excess = 0;
    for (const std::int64_t group : groups) {
        filled += group;
        excess += std::max<std::int64_t>(0, group - room);
    }
    if (excess > 0)
        filled = available.count() + excess;
    return {Bytes(filled), available};
}

Bytes Max7800xDataShape::total() const
{
    return perInstance * static_cast<std::int64_t>(std::bit_ceil(static_cast<std::uint64_t>(instances)));
}

Max7800xDataShape max7800xDataShape(const Nhwc& map, bool planes)
{
    if (planes && map.c <= kMax7800xDataInstances)
        return {Bytes(map.pixels()), std::max<std::int64_t>(1, map.c)};
    const std::int64_t perPass = std::min(max7800xActiveProcessors(map.c), kMax7800xProcessors);
    return {Bytes(boundedProduct({map.h, map.w, max7800xPasses(map.c), 4})), ceilDiv(perPass, 4)};
}

namespace {

/// Feature maps of a network as the data memory sees them.
class DataPlanner {
public:
    DataPlanner(const Graph& graph, const Max7800xMapping& mapping, Bytes instance, int memory)
        : m_graph(graph), m_mapping(mapping), m_instance(instance), m_memory(memory), m_sizes(graph.tensors().size())
    {
        for (std::size_t i = 0; i < m_sizes.size(); ++i)
            m_sizes[i] = shapeOf(TensorId{static_cast<std::uint32_t>(i)}).total();
        for (std::uint32_t i = 0; i < graph.operators().size(); ++i)
            if (mapping.inFlight[i])
                m_sizes[graph.operators()[i].outputs.front().index] = Bytes(0);
    }

    Max7800xDataUse plan(std::size_t streamable)
    {
        Max7800xDataUse use;
        use.streamedStages = stream(streamable);
        for (std::uint32_t i = 0; i < m_graph.operators().size(); ++i) {
            const TensorId out = m_graph.operators()[i].outputs.front();
            if (m_sizes[out.index].count() > 0 && shapeOf(out).perInstance > m_instance
                && m_mapping.units[i] != ExecutionUnit::fused)
                use.tooLarge.push_back(OperatorId{i});
        }
        std::vector<BufferRequest> requests = liveRanges(m_graph, rules());
        const ByTensor places = byTensor(requests);
        joinConcatenations(places);
        keepOperandsOfInFlightAdditions(places);
        std::erase_if(requests, [](const BufferRequest& r) { return r.size.count() == 0; });
        for (BufferRequest& request : requests)
            request.memory = m_memory;
        use.plan = planGreedyBySize(std::move(requests), Bytes(4));
        return use;
    }

private:
    Max7800xDataShape shapeOf(TensorId id) const
    {
        const Nhwc map = toNhwc(m_graph.tensor(id).shape);
        const Max7800xDataShape words = max7800xDataShape(map, false);
        const bool input = !m_graph.producer(id).valid();
        if (input && words.perInstance > m_instance)
            return max7800xDataShape(map, true);
        return words;
    }

    /// What stage `index` reads from memory (behind what it does in flight) and writes.
    TensorId inputOf(std::size_t index) const
    {
        TensorId id = beforeRenaming(m_graph, m_graph.op(m_mapping.stages[index].op).inputs.front());
        for (OperatorId op = m_graph.producer(id); op.valid() && m_mapping.inFlight[op.index];
             op = m_graph.producer(id))
            id = beforeRenaming(m_graph, m_graph.op(op).inputs.front());
        return id;
    }
    TensorId outputOf(std::size_t index) const { return m_graph.op(m_mapping.stages[index].op).outputs.front(); }

    /// Leading stages stream while what they read or write exceeds an instance; streamed maps are never stored.
    std::size_t stream(std::size_t streamable)
    {
        std::size_t count = 0;
        while (
            count < std::min(streamable, m_mapping.stages.size())
            && (shapeOf(inputOf(count)).perInstance > m_instance || shapeOf(outputOf(count)).perInstance > m_instance))
            ++count;
        for (std::size_t i = 0; i < count; ++i)
            forget(inputOf(i));
        return count;
    }

    /// A streamed map, with what only renames or rectifies it, takes no data memory.
    void forget(TensorId id)
    {
        m_sizes[id.index] = Bytes(0);
        for (OperatorId op = m_graph.producer(id); op.valid(); op = m_graph.producer(id)) {
            const bool renamed = m_mapping.units[op.index] == ExecutionUnit::fused;
            if (!renamed || m_graph.op(op).inputs.empty() || !m_graph.op(op).inputs.front().valid())
                return;
            id = m_graph.op(op).inputs.front();
            m_sizes[id.index] = Bytes(0);
        }
    }

    LivenessRules rules() const
    {
        LivenessRules rules;
        rules.size = [this](const Tensor& tensor) {
            return m_sizes[static_cast<std::size_t>(&tensor - m_graph.tensors().data())];
        };
        rules.inPlace = [this](const Graph& graph, const Operator& op, std::size_t position) {
            const auto index = static_cast<std::size_t>(&op - graph.operators().data());
            const bool free =
                m_mapping.units[index] == ExecutionUnit::fused || m_mapping.units[index] == ExecutionUnit::cpu;
            return position == 0 && free && op.kind != OperatorKind::concatenation;
        };
        return rules;
    }

    using ByTensor = std::vector<BufferRequest*>; // null where a tensor has no request

    ByTensor byTensor(std::vector<BufferRequest>& requests) const
    {
        ByTensor places(m_graph.tensors().size(), nullptr);
        for (BufferRequest& request : requests)
            places[request.tensor.index] = &request;
        return places;
    }

    /// Parts of a concatenation are written straight into the whole.
    void joinConcatenations(const ByTensor& requests) const
    {
        for (const Operator& op : m_graph.operators()) {
            BufferRequest* whole = requests[op.outputs.front().index];
            if (op.kind != OperatorKind::concatenation || !whole)
                continue;
            for (const TensorId id : dataInputs(m_graph, op))
                if (BufferRequest* part = requests[id.index]) {
                    whole->first = std::min(whole->first, part->first);
                    whole->last = std::max(whole->last, part->last);
                    part->size = Bytes(0);
                }
        }
    }

    /// Both operands are read by the convolution behind an addition in flight.
    void keepOperandsOfInFlightAdditions(const ByTensor& requests) const
    {
        for (std::uint32_t i = 0; i < m_graph.operators().size(); ++i) {
            const Operator& op = m_graph.operators()[i];
            const bool addition = op.kind == OperatorKind::add || op.kind == OperatorKind::sub;
            if (!addition || !m_mapping.inFlight[i])
                continue;
            const OperatorId reader = soleConsumer(m_graph, op.outputs.front());
            for (const TensorId id : dataInputs(m_graph, op))
                if (BufferRequest* operand = requests[id.index]; operand && reader.valid())
                    operand->last = std::max(operand->last, reader.index);
        }
    }

    const Graph& m_graph;
    const Max7800xMapping& m_mapping;
    Bytes m_instance;
    int m_memory;
    std::vector<Bytes> m_sizes;
};

} // namespace

Max7800xDataUse planMax7800xData(const Graph& graph, const Max7800xMapping& mapping, Bytes instance, int memory,
                                 std::size_t streamable)
{
    return DataPlanner(graph, mapping, instance, memory).plan(streamable);
}

} // namespace tenbin
