// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/memory/patch_inference.h"

#include "engine/graph/analysis.h"
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

bool isLocalKind(OperatorKind kind)
{
    switch (kind) {
    case OperatorKind::conv2d:
    case OperatorKind::depthwiseConv2d:
    case OperatorKind::averagePool2d:
    case OperatorKind::maxPool2d:
    case OperatorKind::pad:
    case OperatorKind::concatenation:
    case OperatorKind::add:
    case OperatorKind::sub:
    case OperatorKind::mul:
    case OperatorKind::maximum:
    case OperatorKind::minimum:
    case OperatorKind::relu:
    case OperatorKind::relu6:
    case OperatorKind::reluN1To1:
    case OperatorKind::relu0To1:
    case OperatorKind::leakyRelu:
    case OperatorKind::prelu:
    case OperatorKind::hardSwish:
    case OperatorKind::logistic:
    case OperatorKind::tanh:
    case OperatorKind::clip:
    case OperatorKind::batchNormalization:
    case OperatorKind::quantize:
    case OperatorKind::dequantize:
    case OperatorKind::cast:
    case OperatorKind::identity:
        return true;
    default:
        return false;
    }
}

/// An output pixel depends on a bounded window of each input, and nothing is broadcast along the image.
bool isLocal(const Graph& graph, const Operator& op)
{
    if (!isLocalKind(op.kind) || op.outputs.size() != 1)
        return false;
    const LayerShape layer = layerShape(graph, op);
    if (layer.out.n != 1 || (layer.out.pixels() == 1 && layer.in.pixels() > 1))
        return false;
    const bool window = layer.kernelH * layer.kernelW > 1 || layer.strideH * layer.strideW > 1;
    for (const TensorId id : op.inputs) {
        if (!id.valid() || !isFeatureMap(graph.tensor(id)))
            continue;
        const Nhwc in = toNhwc(graph.tensor(id).shape);
        const bool sameSides = in.h == layer.out.h && in.w == layer.out.w;
        if (!window && op.kind != OperatorKind::pad && !sameSides)
            return false;
    }
    return true;
}

/// Window of the input that a region of the output needs: (g - 1) s + k, never more than the map.
Region receptiveField(const LayerShape& layer, Region g, const Nhwc& input)
{
    const std::int64_t kernelH = (layer.kernelH - 1) * layer.dilationH + 1;
    const std::int64_t kernelW = (layer.kernelW - 1) * layer.dilationW + 1;
    return {std::min(input.h, (g.h - 1) * layer.strideH + kernelH),
            std::min(input.w, (g.w - 1) * layer.strideW + kernelW)};
}

/// Region of each tensor that one patch needs, by tensor index; empty where the stage does not touch it.
std::vector<Region> patchRegions(const Graph& graph, std::uint32_t lastOperator, int patchesPerSide)
{
    std::vector<Region> regions(graph.tensors().size());
    const Operator& end = graph.operators()[lastOperator];
    const Nhwc out = toNhwc(graph.output(end).shape);
    regions[end.outputs[0].index] = {ceilDiv(out.h, patchesPerSide), ceilDiv(out.w, patchesPerSide)};
    for (std::uint32_t i = lastOperator + 1; i-- > 0;) {
        const Operator& op = graph.operators()[i];
        const Region needed = regions[op.outputs[0].index];
        if (needed.empty())
            continue;
        const LayerShape layer = layerShape(graph, op);
        for (const TensorId id : op.inputs)
            if (id.valid() && isFeatureMap(graph.tensor(id))) {
                Region& region = regions[id.index];
                region = wider(region, receptiveField(layer, needed, toNhwc(graph.tensor(id).shape)));
            }
    }
    return regions;
}

/// Nothing but the last output leaves the stage, and the image is not read again behind it.
bool isClosed(const Graph& graph, std::uint32_t lastOperator)
{
    const auto readBehind = [&](TensorId id) {
        const auto& readers = graph.consumers(id);
        return std::any_of(readers.begin(), readers.end(), [&](OperatorId op) { return op.index > lastOperator; });
    };
    for (const TensorId id : graph.inputs())
        if (readBehind(id))
            return false;
    for (std::uint32_t i = 0; i < lastOperator; ++i) {
        const TensorId out = graph.operators()[i].outputs[0];
        const auto& outputs = graph.outputs();
        if (readBehind(out) || std::find(outputs.begin(), outputs.end(), out) != outputs.end())
            return false;
    }
    return true;
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
        const TensorId term = sum.inputs[position], kept = sum.inputs[1 - position];
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

/// Largest sum of live bytes over operators [first, last], each tensor as large as `sizes` says (0: not counted).
/// A depthwise layer in place overwrites its input channel by channel (TinyEngine).
/// A residual is accumulated into the map it is added to, so that its last term needs no memory of its own.
Bytes peakBetween(const Graph& graph, std::uint32_t first, std::uint32_t last, std::vector<Bytes> sizes, bool inPlace)
{
    for (std::uint32_t i = first; inPlace && i <= last; ++i)
        if (const TensorId term = accumulatedInput(graph, graph.operators()[i]); term.valid())
            sizes[term.index] = Bytes(0);
    LiveBytes live;
    const auto lastRead = [&](TensorId id, std::uint32_t from) {
        std::uint32_t end = from;
        for (const OperatorId op : graph.consumers(id))
            end = std::max(end, std::min(op.index, last));
        const auto& outputs = graph.outputs();
        return std::find(outputs.begin(), outputs.end(), id) == outputs.end() ? end : last;
    };
    const auto add = [&](TensorId id, std::uint32_t from) { live.add(from, lastRead(id, from), sizes[id.index]); };
    for (const TensorId id : graph.inputs())
        add(id, first);
    for (std::uint32_t i = 0; i <= last; ++i)
        for (const TensorId id : graph.operators()[i].outputs)
            if (i >= first || lastRead(id, 0) >= first)
                add(id, std::max(i, first));

    std::vector<Bytes> sums = live.perOperator(last + 1);
    for (std::uint32_t i = first; inPlace && i <= last; ++i) {
        const Operator& op = graph.operators()[i];
        if (!isInPlaceDepthwise(graph, op) || lastRead(op.inputs[0], 0) != i)
            continue;
        sums[i] -= std::min(sizes[op.inputs[0].index], sizes[op.outputs[0].index]);
    }
    return first <= last ? *std::max_element(sums.begin() + first, sums.end()) : Bytes(0);
}

std::vector<Bytes> patchSizes(const Graph& graph, const std::vector<Region>& regions, const TensorSizer& size)
{
    std::vector<Bytes> sizes(regions.size());
    for (std::size_t i = 0; i < regions.size(); ++i) {
        if (regions[i].empty())
            continue;
        const Tensor& tensor = graph.tensors()[i];
        const std::int64_t pixels = std::max<std::int64_t>(1, toNhwc(tensor.shape).pixels());
        sizes[i] = Bytes(ceilDiv(sizeOf(tensor, size).count() * regions[i].h * regions[i].w, pixels));
    }
    for (const TensorId id : graph.inputs()) // the image streams in, one patch at a time
        sizes[id.index] = Bytes(0);
    return sizes;
}

Bytes peakBehind(const Graph& graph, std::uint32_t lastOperator, const TensorSizer& size, bool inPlace)
{
    const auto last = static_cast<std::uint32_t>(graph.operators().size() - 1);
    if (lastOperator >= last)
        return Bytes(0);
    std::vector<Bytes> sizes(graph.tensors().size());
    for (std::size_t i = 0; i < sizes.size(); ++i)
        if (isFeatureMap(graph.tensors()[i]))
            sizes[i] = sizeOf(graph.tensors()[i], size);
    for (const TensorId id : graph.inputs())
        sizes[id.index] = Bytes(0);
    return peakBetween(graph, lastOperator + 1, last, sizes, inPlace);
}

void countMacs(const Graph& graph, const std::vector<Region>& regions, PatchedStage& stage)
{
    const std::int64_t patches = std::int64_t{stage.patchesPerSide} * stage.patchesPerSide;
    for (std::uint32_t i = 0; i <= stage.lastOperator; ++i) {
        const Operator& op = graph.operators()[i];
        const Region region = regions[op.outputs[0].index];
        const std::int64_t pixels = std::max<std::int64_t>(1, toNhwc(graph.output(op).shape).pixels());
        const std::int64_t patchedPixels = patches * region.h * region.w;
        const std::int64_t base = macs(graph, op).count();
        stage.stageMacs += Macs(base);
        stage.patchedMacs += Macs(base / pixels * patchedPixels);
        stage.macFactor.push_back(static_cast<double>(patchedPixels) / static_cast<double>(pixels));
    }
}

std::uint32_t localPrefix(const Graph& graph)
{
    std::uint32_t count = 0;
    while (count < graph.operators().size() && isLocal(graph, graph.operators()[count]))
        ++count;
    return count;
}

/// The stage without its checks for kinds.
std::optional<PatchedStage> patchLocalStage(const Graph& graph, std::uint32_t lastOperator, int patchesPerSide,
                                            const TensorSizer& size, bool inPlace)
{
    const Operator& end = graph.operators()[lastOperator];
    const Nhwc out = toNhwc(graph.output(end).shape);
    if (std::min(out.h, out.w) < patchesPerSide || !isClosed(graph, lastOperator))
        return std::nullopt;
    const std::vector<Region> regions = patchRegions(graph, lastOperator, patchesPerSide);
    PatchedStage stage;
    stage.lastOperator = lastOperator;
    stage.patchesPerSide = patchesPerSide;
    for (const TensorId id : graph.inputs())
        stage.patchSide = std::max({stage.patchSide, regions[id.index].h, regions[id.index].w});
    countMacs(graph, regions, stage);
    stage.stagePeak = sizeOf(graph.output(end), size)
                      + peakBetween(graph, 0, lastOperator, patchSizes(graph, regions, size), inPlace);
    stage.restPeak = peakBehind(graph, lastOperator, size, inPlace);
    return stage;
}

} // namespace

std::optional<PatchedStage> patchStage(const Graph& graph, std::uint32_t lastOperator, int patchesPerSide,
                                       const TensorSizer& size, bool inPlace)
{
    if (patchesPerSide < 1 || lastOperator >= localPrefix(graph))
        return std::nullopt;
    return patchLocalStage(graph, lastOperator, patchesPerSide, size, inPlace);
}

std::optional<PatchedStage> bestPatchStage(const Graph& graph, int patchesPerSide, const TensorSizer& size,
                                           bool inPlace)
{
    std::optional<PatchedStage> best;
    const std::uint32_t count = patchesPerSide < 1 ? 0 : localPrefix(graph);
    for (std::uint32_t last = 0; last < count; ++last) {
        auto stage = patchLocalStage(graph, last, patchesPerSide, size, inPlace);
        const auto extraMacs = [](const PatchedStage& s) { return s.patchedMacs - s.stageMacs; };
        if (stage
            && (!best || stage->peak() < best->peak()
                || (stage->peak() == best->peak() && extraMacs(*stage) < extraMacs(*best))))
            best = std::move(stage);
    }
    return best;
}

} // namespace tenbin
