// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/memory/patch_inference.h"

#include <algorithm>

#include "engine/core/bounded.h"
#include "engine/graph/analysis.h"
#include "engine/graph/kind_set.h"
#include "engine/memory/live_bytes.h"

namespace tenbin {
namespace {

/// Side lengths of a region of a feature map.
struct Region {
    std::int64_t h = 0, w = 0;
    bool empty() const { return h == 0 || w == 0; }
};

Region wider(Region a, Region b) { return {std::max(a.h, b.h), std::max(a.w, b.w)}; }

Bytes sizeOf(const Tensor& tensor, const TensorSizer& size) { return size ? size(tensor) : tensor.sizeBytes(); }

bool isFeatureMap(const Tensor& tensor) { return !tensor.constant && !tensor.variable; }

/// Kinds whose output pixels may depend on a bounded window of each input.
constexpr KindSet kLocal{OperatorKind::conv2d,        OperatorKind::depthwiseConv2d,
                         OperatorKind::averagePool2d, OperatorKind::maxPool2d,
                         OperatorKind::pad,           OperatorKind::concatenation,
                         OperatorKind::add,           OperatorKind::sub,
                         OperatorKind::mul,           OperatorKind::maximum,
                         OperatorKind::minimum,       OperatorKind::relu,
                         OperatorKind::relu6,         OperatorKind::reluN1To1,
                         OperatorKind::relu0To1,      OperatorKind::clip,
                         OperatorKind::leakyRelu,     OperatorKind::prelu,
                         OperatorKind::hardSwish,     OperatorKind::logistic,
                         OperatorKind::tanh,          OperatorKind::batchNormalization,
                         OperatorKind::quantize,      OperatorKind::dequantize,
                         OperatorKind::cast,          OperatorKind::identity};

/// An output pixel depends on a bounded window of each input, and nothing is broadcast along the image.
bool isLocal(const Graph& graph, const Operator& op)
{
    if (!kLocal.contains(op.kind) || op.outputs.size() != 1)
        return false;
    const LayerShape layer = layerShape(graph, op);
    if (layer.out.n != 1 || (layer.out.pixels() == 1 && layer.in.pixels() > 1))
        return false;
    const bool window = layer.kernelH > 1 || layer.kernelW > 1 || layer.strideH > 1 || layer.strideW > 1;
    if (window || op.kind == OperatorKind::pad)
        return true;
    return std::ranges::all_of(op.inputs, [&](TensorId id) {
        if (!id.valid() || !isFeatureMap(graph.tensor(id)))
            return true;
        const Nhwc in = toNhwc(graph.tensor(id).shape);
        return in.h == layer.out.h && in.w == layer.out.w;
    });
}

/// Window of the input that a region of the output needs: (g - 1) s + k, never more than the map.
Region receptiveField(const LayerShape& layer, Region g, const Nhwc& input)
{
    const std::int64_t kernelH = boundedProduct({layer.kernelH - 1, layer.dilationH}) + 1;
    const std::int64_t kernelW = boundedProduct({layer.kernelW - 1, layer.dilationW}) + 1;
    return {std::min(input.h, boundedProduct({g.h - 1, layer.strideH}) + kernelH),
            std::min(input.w, boundedProduct({g.w - 1, layer.strideW}) + kernelW)};
}

bool isInPlaceDepthwise(const Graph& graph, const Operator& op)
{
    const Tensor* in = graph.input(op, 0);
    return op.kind == OperatorKind::depthwiseConv2d && in && toNhwc(in->shape).c == toNhwc(graph.output(op).shape).c;
}

/// The map that `sum`, an addition, can accumulate into the other one: written by the
/// operator it waits for, read by nobody else, while the other has no further use.
TensorId accumulatedInput(const Graph& graph, const Operator& sum)
{
    for (std::size_t position = 0; sum.kind == OperatorKind::add && position < 2; ++position) {
        const TensorId term = sum.inputs[position];
        const TensorId kept = sum.inputs[1 - position];
        if (!term.valid() || !kept.valid() || !graph.producer(term).valid() || graph.consumers(term).size() != 1
            || !isFeatureMap(graph.tensor(kept)) || graph.tensor(term).shape != graph.tensor(kept).shape)
            continue;
        const std::uint32_t written = graph.producer(term).index;
        const std::uint32_t summed = graph.consumers(term).front().index;
        const auto& readers = graph.consumers(kept);
        if (std::all_of(readers.begin(), readers.end(),
                        [&](OperatorId op) { return op.index < written || op.index == summed; }))
            return term;
    }
    return {};
}

__extension__ using Wide = __int128; // bytes of a map times pixels of a region

/// Bytes that `region` takes of a map of `bytes` bytes and `pixels` pixels.
Bytes shareOf(Bytes bytes, Region region, std::int64_t pixels)
{
    const Wide whole = Wide{bytes.count()} * region.h * region.w;
    return Bytes(static_cast<std::int64_t>(std::min<Wide>((whole + pixels - 1) / pixels, bytes.count())));
}

std::uint32_t localPrefix(const Graph& graph)
{
    std::uint32_t count = 0;
    while (count < graph.operators().size() && isLocal(graph, graph.operators()[count]))
        ++count;
    return count;
}

/// Stages of one network that end after different operators: what they have in common is worked out once.
class StagePlanner {
public:
    StagePlanner(const Graph& graph, int patchesPerSide, const TensorSizer& size, bool inPlace)
        : m_graph(graph), m_patchesPerSide(patchesPerSide), m_inPlace(inPlace),
          m_count(patchesPerSide < 1 ? 0 : localPrefix(graph)), m_isOutput(graph.tensors().size()),
          m_lastRead(graph.tensors().size()), m_sizes(graph.tensors().size())
    {
        for (const TensorId id : graph.outputs())
            m_isOutput[id.index] = true;
        for (std::uint32_t i = 0; i < m_sizes.size(); ++i) {
            for (const OperatorId reader : graph.consumers(TensorId{i}))
                m_lastRead[i] = std::max(m_lastRead[i], reader.index);
            if (isFeatureMap(graph.tensors()[i]))
                m_sizes[i] = sizeOf(graph.tensors()[i], size);
        }
        for (std::uint32_t i = 0; i < m_count; ++i)
            m_layers.push_back(layerShape(graph, graph.operators()[i]));
        for (const Operator& op : graph.operators())
            m_accumulated.push_back(inPlace ? accumulatedInput(graph, op) : TensorId{});
        findRestPeaks();
        findClosed();
    }

    /// Operators at the front that can be patched.
    std::uint32_t count() const { return m_count; }

    /// A stage can end there: nothing but its output leaves it, and it is large enough.
    bool endsAt(std::uint32_t last) const
    {
        return m_closed[last] && std::min(m_layers[last].out.h, m_layers[last].out.w) >= m_patchesPerSide;
    }

    /// No stage that ends there needs less.
    Bytes leastPeak(std::uint32_t last) const { return std::max(m_sizes[outputOf(last).index], m_restPeaks[last]); }

    PatchedStage stage(std::uint32_t last) const
    {
        const std::vector<Region> regions = patchRegions(last);
        PatchedStage stage;
        stage.lastOperator = last;
        stage.patchesPerSide = m_patchesPerSide;
        for (const TensorId id : m_graph.inputs())
            stage.patchSide = std::max({stage.patchSide, regions[id.index].h, regions[id.index].w});
        countMacs(regions, stage);
        const std::vector<Bytes> live = liveBytes(last, patchSizes(regions));
        stage.stagePeak = m_sizes[outputOf(last).index] + *std::max_element(live.begin(), live.end());
        stage.restPeak = m_restPeaks[last];
        return stage;
    }

private:
    TensorId outputOf(std::uint32_t op) const { return m_graph.operators()[op].outputs[0]; }

    /// Region of each tensor that one patch needs, by tensor index; empty where the stage does not touch it.
    std::vector<Region> patchRegions(std::uint32_t last) const
    {
        std::vector<Region> regions(m_graph.tensors().size());
        const Nhwc& out = m_layers[last].out;
        regions[outputOf(last).index] = {ceilDiv(out.h, m_patchesPerSide), ceilDiv(out.w, m_patchesPerSide)};
        for (std::uint32_t i = last + 1; i-- > 0;) {
            const Region needed = regions[outputOf(i).index];
            if (needed.empty())
                continue;
            for (const TensorId id : m_graph.operators()[i].inputs)
                if (id.valid() && isFeatureMap(m_graph.tensor(id))) {
                    Region& region = regions[id.index];
                    region = wider(region, receptiveField(m_layers[i], needed, toNhwc(m_graph.tensor(id).shape)));
                }
        }
        return regions;
    }

    void countMacs(const std::vector<Region>& regions, PatchedStage& stage) const
    {
        const std::int64_t patches = std::int64_t{m_patchesPerSide} * m_patchesPerSide;
        for (std::uint32_t i = 0; i <= stage.lastOperator; ++i) {
            const Region region = regions[outputOf(i).index];
            const std::int64_t pixels = std::max<std::int64_t>(1, m_layers[i].out.pixels());
            const std::int64_t patchedPixels = patches * region.h * region.w;
            const std::int64_t base = m_layers[i].macs.count();
            stage.stageMacs += Macs(base);
            stage.patchedMacs += Macs(boundedProduct({base / pixels, patchedPixels}));
            stage.macFactor.push_back(static_cast<double>(patchedPixels) / static_cast<double>(pixels));
        }
    }

    /// The image streams in, one patch at a time, and takes nothing.
    std::vector<Bytes> patchSizes(const std::vector<Region>& regions) const
    {
        std::vector<Bytes> sizes(regions.size());
        for (std::size_t i = 0; i < regions.size(); ++i)
            if (!regions[i].empty())
                sizes[i] = shareOf(m_sizes[i], regions[i],
                                   std::max<std::int64_t>(1, toNhwc(m_graph.tensors()[i].shape).pixels()));
        for (const TensorId id : m_graph.inputs())
            sizes[id.index] = Bytes(0);
        return sizes;
    }

    /// The last operator up to `last` that needs a tensor written by operator `from`.
    std::uint32_t needed(TensorId id, std::uint32_t from, std::uint32_t last) const
    {
        return m_isOutput[id.index] ? last : std::max(from, std::min(m_lastRead[id.index], last));
    }

    /// Bytes live during each of the operators 0 to `last`, each tensor as large as `sizes` says (0: not counted).
    /// A depthwise layer in place overwrites its input channel by channel (TinyEngine).
    /// A residual is accumulated into the map it is added to, so that its last term needs no memory of its own.
    std::vector<Bytes> liveBytes(std::uint32_t last, std::vector<Bytes> sizes) const
    {
        for (std::uint32_t i = 0; i <= last; ++i)
            if (const TensorId term = m_accumulated[i]; term.valid())
                sizes[term.index] = Bytes(0);
        LiveBytes live;
        for (std::uint32_t i = 0; i <= last; ++i)
            for (const TensorId id : m_graph.operators()[i].outputs)
                if (sizes[id.index] > Bytes(0))
                    live.add(i, needed(id, i, last), sizes[id.index]);
        std::vector<Bytes> sums = live.perOperator(last + 1);
        for (std::uint32_t i = 0; m_inPlace && i <= last; ++i) {
            const Operator& op = m_graph.operators()[i];
            if (isInPlaceDepthwise(m_graph, op) && needed(op.inputs[0], 0, last) == i)
                sums[i] -= std::min(sizes[op.inputs[0].index], sizes[op.outputs[0].index]);
        }
        return sums;
    }

    /// Layer by layer behind each operator. What lives there does not depend on where a stage ended: from a closed
    /// stage nothing is left but its output.
    void findRestPeaks()
    {
        const auto operators = static_cast<std::uint32_t>(m_graph.operators().size());
        m_restPeaks.resize(operators);
        if (m_count == 0)
            return;
        std::vector<Bytes> sizes = m_sizes;
        for (const TensorId id : m_graph.inputs())
            sizes[id.index] = Bytes(0);
        const std::vector<Bytes> live = liveBytes(operators - 1, std::move(sizes));
        for (std::uint32_t i = operators - 1; i-- > 0;)
            m_restPeaks[i] = std::max(m_restPeaks[i + 1], live[i + 1]);
    }

    /// Nothing but the last output leaves the stage, and the image is not read again behind it.
    void findClosed()
    {
        std::uint32_t lastRead = 0;
        bool leaves = false;
        for (const TensorId id : m_graph.inputs())
            lastRead = std::max(lastRead, m_lastRead[id.index]);
        for (std::uint32_t i = 0; i < m_count; ++i) {
            m_closed.push_back(!leaves && lastRead <= i);
            lastRead = std::max(lastRead, m_lastRead[outputOf(i).index]);
            leaves = leaves || m_isOutput[outputOf(i).index];
        }
    }

    const Graph& m_graph;
    int m_patchesPerSide;
    bool m_inPlace;
    std::uint32_t m_count;
    std::vector<bool> m_isOutput;          // by tensor
    std::vector<std::uint32_t> m_lastRead; // by tensor
    std::vector<Bytes> m_sizes;            // of feature maps, by tensor
    std::vector<LayerShape> m_layers;      // of the operators that can be patched
    std::vector<TensorId> m_accumulated;   // by operator: a term that needs no memory, or an invalid id
    std::vector<Bytes> m_restPeaks;        // by operator
    std::vector<bool> m_closed;            // by operator that can be patched
};

/// Operators that the search for the best stage may walk over, a thousand times what the largest networks of the
/// zoo need.
constexpr std::size_t kSearchBudget = 4'000'000;

/// Operators at which a stage may end, in order. Of very many, those that promise the smallest peak.
std::vector<std::uint32_t> stageEnds(const StagePlanner& planner)
{
    std::vector<std::uint32_t> ends;
    std::size_t work = 0;
    for (std::uint32_t last = 0; last < planner.count(); ++last)
        if (planner.endsAt(last)) {
            ends.push_back(last);
            work += last + 1;
        }
    if (work <= kSearchBudget)
        return ends;
    std::stable_sort(ends.begin(), ends.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return planner.leastPeak(a) < planner.leastPeak(b); });
    std::size_t kept = 0;
    for (work = 0; kept < ends.size() && work <= kSearchBudget; ++kept)
        work += ends[kept] + 1;
    ends.resize(kept);
    std::sort(ends.begin(), ends.end());
    return ends;
}

} // namespace

std::optional<PatchedStage> patchStage(const Graph& graph, std::uint32_t lastOperator, int patchesPerSide,
                                       const TensorSizer& size, bool inPlace)
{
    const StagePlanner planner(graph, patchesPerSide, size, inPlace);
    if (lastOperator >= planner.count() || !planner.endsAt(lastOperator))
        return std::nullopt;
    return planner.stage(lastOperator);
}

std::optional<PatchedStage> bestPatchStage(const Graph& graph, int patchesPerSide, const TensorSizer& size,
                                           bool inPlace)
{
    const StagePlanner planner(graph, patchesPerSide, size, inPlace);
    std::optional<PatchedStage> best;
    for (const std::uint32_t last : stageEnds(planner)) {
        PatchedStage stage = planner.stage(last);
        const auto extraMacs = [](const PatchedStage& s) { return s.patchedMacs - s.stageMacs; };
        if (!best || stage.peak() < best->peak()
            || (stage.peak() == best->peak() && extraMacs(stage) < extraMacs(*best)))
            best = std::move(stage);
    }
    return best;
}

} // namespace tenbin
