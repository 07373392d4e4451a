// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ethos_u/arena.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/core/bounded.h"
#include "engine/graph/kind_set.h"
#include "engine/graph/operator_traits.h"
#include "engine/memory/arena_planner.h"
#include "engine/memory/live_profile.h"
#include "models/ethos_u/cascade.h"

namespace tenbin::ethos_u {

namespace {

constexpr std::int64_t kAlignment = 16;
constexpr std::int64_t kSplitDepth = 16; // output channels of the thinnest slice of weights
constexpr std::int64_t kProductSlices =
    8; // of a fully connected layer (Vela 5.1: 14 to 18 KiB wait for 82 KB of weights)
constexpr std::int64_t kUsualSlices = 3; // fitted on FVP cycles with the rest: see presets/common/ethos_u.toml

/// Sums, products and extremes overwrite one of their inputs.
constexpr KindSet kInPlace{OperatorKind::add, OperatorKind::sub, OperatorKind::mul, OperatorKind::maximum,
                           OperatorKind::minimum};

/// Weights come whole where the pass before, which leaves `slack` cycles, gives time for that; else in a few slices
/// of whole blocks, two of which wait at once, or in as many as half of the SRAM demands.
std::int64_t slicesOf(const Pass& pass, const PassCost& cost, double slack, const ArenaOptions& options)
{
    const double room =
        options.sramCapacity ? options.sramCapacity->toDouble() / 2.0 : std::numeric_limits<double>::max();
    if (pass.encodedBytes <= room && pass.encodedBytes / options.copyBytesPerCycle <= slack)
        return 1;
    if (pass.kind == PassKind::vectorProduct)
        return std::clamp<std::int64_t>(ceilDiv(pass.out.c, kSplitDepth), 1, kProductSlices);
    const std::int64_t thinnest = std::max<std::int64_t>(1, ceilDiv(pass.out.c, kSplitDepth));
    return std::min(thinnest, std::max(std::min(cost.depthBlocks, kUsualSlices),
                                       boundedCount(std::ceil(2.0 * pass.encodedBytes / room))));
}

class ArenaPlanner {
public:
    ArenaPlanner(const Graph& graph, const Program& program, const std::vector<PassCost>& costs,
                 const ArenaOptions& options)
        : m_graph(graph), m_program(program), m_costs(costs), m_options(options), m_isOutput(graph.tensors().size()),
          m_sizes(graph.tensors().size(), -1)
    {
        for (const TensorId output : graph.outputs())
            m_isOutput[output.index] = true;
    }

    Arena run()
    {
        stageWeights();
        collectMaps();
        findRollable();
        const std::int64_t capacity =
            m_options.sramCapacity ? m_options.sramCapacity->count() : std::numeric_limits<std::int64_t>::max();
        const std::int64_t target = m_options.sramTarget ? std::min(capacity, m_options.sramTarget->count()) : capacity;
        cascade(m_set, m_options.leastSram ? 0 : target);
        if (m_options.mode == MemoryMode::dedicatedSram)
            keepWhatFits(capacity);
        return finish();
    }

private:
    // --- weights --------------------------------------------------------------------------

    void stageWeights()
    {
        m_arena.staged.resize(m_program.passes.size());
        m_arena.slices.assign(m_program.passes.size(), 1);
        m_set.bufferBytes.resize(m_graph.operators().size());
        if (m_options.mode == MemoryMode::sramOnly || m_options.external < 0)
            return;
        const std::vector<std::int64_t> slicing = weightSlices(m_program, m_costs, m_options);
        for (std::size_t i = 0; i < slicing.size(); ++i) {
            if (slicing[i] == 0)
                continue;
            const Pass& pass = m_program.passes[i];
            m_arena.slices[i] = slicing[i];
            m_arena.staged[i] = true;
            m_set.bufferBytes[pass.op.index] +=
                roundUp(boundedCount(slicing[i] > 1 ? 2.0 * pass.encodedBytes / static_cast<double>(slicing[i])
                                                    : pass.encodedBytes),
                        kAlignment);
        }
    }

    // --- maps -----------------------------------------------------------------------------

    /// A floating-point map that the network itself quantises, or has just made from integers: the processor beside
    /// the NPU reads and writes it as it is.
    bool staysFloat(TensorId id) const
    {
        if (!m_graph.tensor(id).type.isFloat())
            return false;
        const OperatorId producer = m_graph.producer(id);
        const auto& readers = m_graph.consumers(id);
        return (producer.valid() && m_graph.op(producer).kind == OperatorKind::dequantize)
               || std::any_of(readers.begin(), readers.end(),
                              [&](OperatorId reader) { return m_graph.op(reader).kind == OperatorKind::quantize; });
    }

    /// Storage between the processor and the NPU is plain; inside the NPU channels come in bricks of 16.
    std::int64_t measure(TensorId id) const
    {
        const Tensor& tensor = m_graph.tensor(id);
        const int bits = staysFloat(id) ? tensor.type.bits : mapBits(tensor, m_options.activationBits);
        const OperatorId producer = m_graph.producer(id);
        const bool border = !producer.valid() || m_program.places[producer.index] == Place::cpu || m_isOutput[id.index];
        const Nhwc map = toNhwc(tensor.shape);
        const auto& readers = m_graph.consumers(id);
        const bool flattened = std::any_of(readers.begin(), readers.end(), [&](OperatorId reader) {
            return isRenaming(m_graph.op(reader).kind) && toNhwc(m_graph.output(m_graph.op(reader)).shape).c != map.c;
        });
        const std::int64_t elements = border || flattened || map.pixels() == 1
                                          ? tensor.elements()
                                          : boundedProduct({map.n, map.h, map.w, roundUp(map.c, 16)});
        return roundUp(packedBytes(elements, bits).count(), kAlignment);
    }

    std::int64_t sizeOf(TensorId id)
    {
        std::int64_t& size = m_sizes[id.index];
        if (size < 0)
            size = measure(id);
        return size;
    }

    int newMap(TensorId id, std::uint32_t at)
    {
        const std::int64_t bytes = sizeOf(id);
        m_set.maps.push_back({.tensor = id, .bytes = bytes, .first = at, .last = at});
        return static_cast<int>(m_set.maps.size()) - 1;
    }

    void collectMaps()
    {
        m_set.mapOfTensor.assign(m_graph.tensors().size(), -1);
        for (const TensorId input : m_graph.inputs())
            if (m_set.mapOfTensor[input.index] < 0 && !m_graph.tensor(input).constant)
                m_set.mapOfTensor[input.index] = newMap(input, 0);
        for (std::uint32_t i = 0; i < m_graph.operators().size(); ++i) {
            const Operator& op = m_graph.op(OperatorId{i});
            for (const TensorId input : op.inputs)
                if (input.valid() && m_set.mapOfTensor[input.index] >= 0)
                    m_set.maps[static_cast<std::size_t>(m_set.mapOfTensor[input.index])].last = i;
            for (const TensorId output : op.outputs)
                m_set.mapOfTensor[output.index] = mapOfOutput(op, output, i);
        }
        if (!m_graph.operators().empty())
            for (const TensorId output : m_graph.outputs())
                if (m_set.mapOfTensor[output.index] >= 0)
                    m_set.maps[static_cast<std::size_t>(m_set.mapOfTensor[output.index])].last =
                        static_cast<std::uint32_t>(m_graph.operators().size()) - 1;
        addTraffic();
    }

    /// A view or a fused function shares its input's map; an element-wise result takes the place of an input that dies.
    int mapOfOutput(const Operator& op, TensorId output, std::uint32_t at)
    {
        const bool fused = m_program.places[at] == Place::fused;
        for (const TensorId input : op.inputs) {
            const int map = input.valid() ? m_set.mapOfTensor[input.index] : -1;
            if (map < 0)
                continue;
            const Map& shared = m_set.maps[static_cast<std::size_t>(map)];
            const bool dies = m_graph.consumers(input).size() == 1 && m_graph.producer(input).valid();
            const bool sameSize = shared.bytes == sizeOf(output);
            if (fused || (dies && sameSize && worksInPlace(op, at)))
                return map;
        }
        return newMap(output, at);
    }

    bool worksInPlace(const Operator& op, std::uint32_t at) const
    {
        return m_program.places[at] == Place::npu && kInPlace.contains(op.kind);
    }

    void addTraffic()
    {
        const auto add = [&](TensorId id, double bytes) {
            if (id.valid() && m_set.mapOfTensor[id.index] >= 0)
                m_set.maps[static_cast<std::size_t>(m_set.mapOfTensor[id.index])].traffic += bytes;
        };
        for (std::size_t i = 0; i < m_program.passes.size(); ++i) {
            const Pass& pass = m_program.passes[i];
            add(pass.inTensor, m_costs[i].inputBytes * static_cast<double>(pass.repeats));
            add(pass.outTensor, m_costs[i].outputBytes * static_cast<double>(pass.repeats));
        }
    }

    // --- cascades -------------------------------------------------------------------------

    /// The only pass of an operator that can run stripe by stripe, or null. Passes lie in the order of operators.
    const Pass* stripePass(std::uint32_t op) const
    {
        const auto& passes = m_program.passes;
        const auto first =
            std::partition_point(passes.begin(), passes.end(), [&](const Pass& pass) { return pass.op.index < op; });
        if (first == passes.end() || first->op.index != op)
            return nullptr;
        const bool several = first + 1 != passes.end() && (first + 1)->op.index == op;
        const bool striped = first->kind != PassKind::elementwise && first->kind != PassKind::vectorProduct
                             && first->repeats == 1 && !first->secondTensor.valid();
        return striped && !several ? &*first : nullptr;
    }

    void findRollable()
    {
        for (Map& map : m_set.maps) {
            const OperatorId producer = m_graph.producer(map.tensor);
            const OperatorId consumer = lastReader(map.tensor);
            if (!producer.valid() || !consumer.valid() || consumer.index != map.last || m_isOutput[map.tensor.index])
                continue;
            const Pass* from = stripePass(producer.index);
            const Pass* to = stripePass(consumer.index);
            if (!from || !to || to->in.h != from->out.h || from->out.h < 4)
                continue;
            // The buffer holds the rows of one window and the stripe that is being written.
            const std::int64_t window = (to->spanH - 1) + to->strideH;
            const std::int64_t rows = roundUp(window + to->strideH, std::max<std::int64_t>(1, to->strideH));
            const std::int64_t bytes =
                roundUp(boundedProduct({rows, from->out.w, roundUp(from->out.c, 16), from->outBits}) / 8, kAlignment);
            if (bytes >= map.bytes)
                continue;
            map.rollingBytes = bytes;
            map.producer = producer.index;
            map.consumer = consumer.index;
        }
    }

    /// The one operator that reads a map, through fused functions; invalid if there are several.
    OperatorId lastReader(TensorId tensor) const
    {
        for (;;) {
            const auto& readers = m_graph.consumers(tensor);
            if (readers.size() != 1)
                return {};
            if (m_program.places[readers.front().index] != Place::fused)
                return readers.front();
            tensor = m_graph.op(readers.front()).outputs.front();
        }
    }

    // --- the NPU's own SRAM ----------------------------------------------------------------

    /// Maps that save most traffic a byte stay; what has no room moves to the other memory.
    void keepWhatFits(std::int64_t capacity)
    {
        const auto ranges = m_set.ranges();
        std::vector<std::size_t> order(m_set.maps.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return benefit(a) > benefit(b); });
        std::vector<Bytes> buffers;
        for (const std::int64_t bytes : m_set.bufferBytes)
            buffers.emplace_back(bytes);
        LiveProfile used(buffers);
        for (const std::size_t i : order) {
            Map& map = m_set.maps[i];
            const Bytes bytes(map.rolled ? map.rollingBytes : map.bytes);
            const auto [first, last] = ranges[i];
            map.inSram = !isBorder(map.tensor) && used.highest(first, last) + bytes <= Bytes(capacity);
            if (map.inSram)
                used.add(first, last, bytes);
        }
    }

    double benefit(std::size_t i) const
    {
        const Map& map = m_set.maps[i];
        return map.rolled ? std::numeric_limits<double>::max()
                          : map.traffic / static_cast<double>(std::max<std::int64_t>(1, map.bytes));
    }

    /// The processor reads and writes only the arena outside.
    bool isBorder(TensorId tensor) const { return !m_graph.producer(tensor).valid() || m_isOutput[tensor.index]; }

    // --- result ---------------------------------------------------------------------------

    Arena finish()
    {
        m_arena.inSram.assign(m_graph.tensors().size(), true);
        for (std::size_t id = 0; id < m_set.mapOfTensor.size(); ++id)
            if (m_set.mapOfTensor[id] >= 0)
                m_arena.inSram[id] = m_set.maps[static_cast<std::size_t>(m_set.mapOfTensor[id])].inSram;
        placeBuffers();
        return std::move(m_arena);
    }

    void placeBuffers()
    {
        const auto ranges = m_set.ranges();
        std::vector<BufferRequest> sram;
        std::vector<BufferRequest> external;
        for (std::size_t i = 0; i < m_set.maps.size(); ++i) {
            const Map& map = m_set.maps[i];
            const bool outside = !map.inSram && m_options.external >= 0;
            (outside ? external : sram)
                .push_back({.tensor = map.tensor,
                            .role = BufferRole::activation,
                            .size = Bytes(map.rolled ? map.rollingBytes : map.bytes),
                            .first = ranges[i].first,
                            .last = ranges[i].last,
                            .memory = outside ? m_options.external : m_options.sram});
        }
        for (std::uint32_t i = 0; i < m_set.bufferBytes.size(); ++i)
            if (m_set.bufferBytes[i] > 0)
                sram.push_back({.tensor = {},
                                .role = BufferRole::weights,
                                .size = Bytes(m_set.bufferBytes[i]),
                                .first = i,
                                .last = i,
                                .memory = m_options.sram});
        m_arena.plan = planHillClimb(std::move(sram), Bytes(kAlignment));
        MemoryPlan outside = planHillClimb(std::move(external), Bytes(kAlignment));
        m_arena.plan.placements.insert(m_arena.plan.placements.end(), outside.placements.begin(),
                                       outside.placements.end());
    }

    const Graph& m_graph;
    const Program& m_program;
    const std::vector<PassCost>& m_costs;
    const ArenaOptions& m_options;
    std::vector<bool> m_isOutput;      // by tensor
    std::vector<std::int64_t> m_sizes; // by tensor; negative: not measured yet
    MapSet m_set;
    Arena m_arena;
};

} // namespace

std::vector<std::int64_t> weightSlices(const Program& program, const std::vector<PassCost>& costs,
                                       const ArenaOptions& options)
{
    std::vector<std::int64_t> slices(program.passes.size(), 0);
    if (options.mode == MemoryMode::sramOnly || options.external < 0)
        return slices;
    const bool productsToo = options.toolchain == Toolchain::vela5 && options.mode == MemoryMode::dedicatedSram;
    for (std::size_t i = 0; i < program.passes.size(); ++i) {
        const Pass& pass = program.passes[i];
        if (!pass.usesWeights() || pass.repeats > 1 || (pass.kind == PassKind::vectorProduct && !productsToo))
            continue;
        const double slack =
            i == 0 ? 0.0 : costs[i - 1].pipeCycles / static_cast<double>(std::max<std::int64_t>(1, slices[i - 1]));
        slices[i] = slicesOf(pass, costs[i], slack, options);
    }
    return slices;
}

Arena planArena(const Graph& graph, const Program& program, const std::vector<PassCost>& costs,
                const ArenaOptions& options)
{
    return ArenaPlanner(graph, program, costs, options).run();
}

} // namespace tenbin::ethos_u
