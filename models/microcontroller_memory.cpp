// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/microcontroller_memory.h"

#include <algorithm>
#include <unordered_map>

#include "engine/memory/arena_planner.h"
#include "engine/memory/liveness.h"
#include "models/operator_classes.h"

namespace tenbin::microcontroller {

namespace {

/// An output of up to this many times its input's size may grow over it.
/// ST model zoo: 8 to 16 channels (MobileNet v1) do, 8 to 48 (MobileNet v2) do not.
constexpr std::int64_t kLargestOverlayRatio = 2;

bool keepsShape(const Graph& graph, const Operator& op, std::size_t position)
{
    const Tensor* in = graph.input(op, position);
    return in && in->shape == graph.output(op).shape;
}

bool isDepthwise(const Graph& graph, const Operator& op) { return kernelClass(graph, op) == KernelClass::depthwise; }

bool isExpansion(const Graph& graph, const Operator& op)
{
    const LayerShape shape = layerShape(graph, op);
    return shape.isPointwise() && shape.out.c > kLargestOverlayRatio * shape.in.c;
}

bool followsExpansion(const Graph& graph, const Operator& op)
{
    const OperatorId producer = graph.producer(beforeRenaming(graph, op.inputs.front()));
    return producer.valid() && isExpansion(graph, graph.op(producer));
}

/// A padding that the convolution behind it does on the fly.
bool isFoldedPad(const Graph& graph, const Operator& op)
{
    if (op.kind != OperatorKind::pad)
        return false;
    const OperatorId next = soleConsumer(graph, op.outputs.front());
    return next.valid() && isConvolution(graph.op(next).kind);
}

/// The pooling that runs row by row behind a convolution, so that the map between needs no memory.
OperatorId pooledBehind(const Graph& graph, const Operator& op)
{
    if (op.kind != OperatorKind::conv2d)
        return {};
    const OperatorId next = soleConsumer(graph, op.outputs.front());
    if (!next.valid() || isGlobalAverage(graph, graph.op(next)))
        return {};
    const OperatorKind kind = graph.op(next).kind;
    return kind == OperatorKind::maxPool2d || kind == OperatorKind::averagePool2d ? next : OperatorId{};
}

bool readsImage(const Graph& graph, const Operator& op)
{
    const TensorId in = beforeRenaming(graph, op.inputs.front());
    const OperatorId producer = graph.producer(in);
    return !producer.valid() || isFoldedPad(graph, graph.op(producer)) || isQuantiser(graph.op(producer).kind);
}

bool overlays(const Graph& graph, const Operator& op, std::size_t position, bool fused)
{
    if (position == 0
        && (isRenaming(op.kind) || isRectifier(op.kind) || isQuantiser(op.kind) || isFoldedPad(graph, op)))
        return true;
    switch (kernelClass(graph, op)) {
    case KernelClass::elementwise:
    case KernelClass::function:
        return keepsShape(graph, op, position);
    case KernelClass::pool:
        return position == 0;
    case KernelClass::depthwise:
        return position == 0 && !(fused && followsExpansion(graph, op) && layerShape(graph, op).strideH > 1);
    case KernelClass::matrix:
        if (position != 0 || isExpansion(graph, op) || op.kind != OperatorKind::conv2d)
            return false;
        return layerShape(graph, op).isPointwise() || (!fused && readsImage(graph, op));
    default:
        return false;
    }
}

bool reusesDepthwise(const Graph& graph, const Operator& op, std::size_t position)
{
    if (position == 0
        && (isRenaming(op.kind) || isRectifier(op.kind) || isQuantiser(op.kind) || isFoldedPad(graph, op)
            || isDepthwise(graph, op)))
        return true;
    return kernelClass(graph, op) == KernelClass::elementwise && keepsShape(graph, op, position);
}

/// Feature maps that a compiler never stores: padded copies, maps pooled on the fly, images before their quantiser.
std::vector<bool> unstoredMaps(const Graph& graph, bool poolsOnTheFly)
{
    std::vector<bool> unstored(graph.tensors().size(), false);
    for (const Operator& op : graph.operators())
        if (isFoldedPad(graph, op) || (poolsOnTheFly && pooledBehind(graph, op).valid()))
            unstored[op.outputs.front().index] = true;
    for (const TensorId in : graph.inputs()) {
        const OperatorId next = soleConsumer(graph, in);
        if (next.valid() && graph.op(next).kind == OperatorKind::quantize)
            unstored[in.index] = true;
    }
    return unstored;
}

bool maySharePlace(const Graph& graph, const Operator& op, std::size_t position, Planner planner)
{
    return planner == Planner::inPlaceDepthwise ? reusesDepthwise(graph, op, position)
                                                : overlays(graph, op, position, planner == Planner::fusedOverlay);
}

LivenessRules rulesOf(const Graph& graph, Planner planner, bool asInteger)
{
    LivenessRules rules;
    rules.size = [asInteger](const Tensor& tensor) { return featureMapBytes(tensor, asInteger); };
    if (planner == Planner::arena)
        return rules;
    const Tensor* first = graph.tensors().data();
    const bool poolsOnTheFly = planner != Planner::inPlaceDepthwise;
    rules.size = [asInteger, first, unstored = unstoredMaps(graph, poolsOnTheFly)](const Tensor& tensor) {
        return unstored[static_cast<std::size_t>(&tensor - first)] ? Bytes(0) : featureMapBytes(tensor, asInteger);
    };
    return rules;
}

/// Where an output grows over its input, only the larger of the two counts during the operator:
/// the smaller one ends before it or begins behind it.
void sharePlaces(const Graph& graph, Planner planner, std::vector<BufferRequest>& requests)
{
    std::vector<BufferRequest*> byTensor(graph.tensors().size(), nullptr);
    for (BufferRequest& request : requests)
        byTensor[request.tensor.index] = &request;
    for (std::uint32_t i = 0; i < graph.operators().size(); ++i) {
        const Operator& op = graph.operators()[i];
        BufferRequest* out = byTensor[op.outputs.front().index];
        for (std::size_t position = 0; out && position < op.inputs.size(); ++position) {
            const TensorId id = op.inputs[position];
            BufferRequest* in = id.valid() ? byTensor[id.index] : nullptr;
            if (!in || in->last != i || out->first != i || !maySharePlace(graph, op, position, planner))
                continue;
            if (in->size > out->size)
                out->first = i + 1;
            else if (in->first < i)
                in->last = i - 1;
            else
                in->size = Bytes(0);
            break;
        }
    }
    std::erase_if(requests, [](const BufferRequest& r) { return r.size == Bytes(0) || r.first > r.last; });
}

/// Keeps what a fused step reads alive until the step ends.
void extendOverFusedSteps(const Graph& graph, Planner planner, std::vector<BufferRequest>& requests)
{
    const std::vector<TensorId> sources = tensorsBeforeRenaming(graph);
    std::unordered_map<std::uint32_t, std::vector<BufferRequest*>> bySource; // one map under several names
    for (BufferRequest& request : requests)
        bySource[sources[request.tensor.index].index].push_back(&request);
    for (std::uint32_t i = 0; i < graph.operators().size(); ++i) {
        const Operator& op = graph.operators()[i];
        OperatorId end = pooledBehind(graph, op);
        if (planner == Planner::fusedOverlay && isExpansion(graph, op)) {
            const OperatorId next = soleConsumer(graph, op.outputs.front());
            if (next.valid() && isDepthwise(graph, graph.op(next)))
                end = next;
        }
        if (!end.valid() || op.inputs.empty() || !op.inputs.front().valid())
            continue;
        for (BufferRequest* request : bySource[sources[op.inputs.front().index].index])
            if (request->first <= i && i <= request->last && request->last < end.index)
                request->last = end.index;
    }
}

std::vector<BufferRequest> featureMapRequests(const Graph& graph, Planner planner, const LivenessRules& rules)
{
    std::vector<BufferRequest> requests = liveRanges(graph, rules);
    if (planner != Planner::arena)
        sharePlaces(graph, planner, requests);
    if (planner == Planner::overlay || planner == Planner::fusedOverlay)
        extendOverFusedSteps(graph, planner, requests);
    return requests;
}

void addScratch(const Graph& graph, ScratchRule rule, std::vector<BufferRequest>& requests)
{
    for (std::uint32_t i = 0; i < graph.operators().size(); ++i)
        if (const Bytes size = scratchBytes(graph, graph.operators()[i], rule); size > Bytes(0))
            requests.push_back({TensorId{}, BufferRole::scratch, size, i, i, 0});
}

Bytes bytesOf(const Settings& settings, std::string_view key)
{
    return Bytes(static_cast<std::int64_t>(settings.numberOr(key, 0.0)));
}

/// Structures of the run-time library: tensors, nodes and the rescaling of each channel.
Bytes persistentBytes(const Graph& graph, const Settings& settings)
{
    const double bytes =
        settings.numberOr("runtime.ram_bytes", 0.0)
        + settings.numberOr("runtime.ram_bytes_per_tensor", 0.0) * static_cast<double>(graph.tensors().size())
        + settings.numberOr("runtime.ram_bytes_per_operator", 0.0) * static_cast<double>(graph.operators().size())
        + settings.numberOr("runtime.ram_bytes_per_channel", 0.0) * static_cast<double>(quantisedChannels(graph));
    return Bytes(static_cast<std::int64_t>(bytes));
}

bool isWeightOf(const Graph& graph, const Operator& op, TensorId id)
{
    const Tensor* weights = weightsOf(graph, op);
    return weights == &graph.tensor(id) || (graph.tensor(id).shape.size() > 1 && weights);
}

Bytes constantBytesOf(const Graph& graph, const Operator& op, TensorId id, int weightBits, bool asInteger)
{
    const Tensor& tensor = graph.tensor(id);
    if (isWeightOf(graph, op, id))
        return tensor.type.isFloat() && !asInteger ? tensor.sizeBytes()
                                                   : tensor.sizeBytesAt(std::min<int>(weightBits, tensor.type.bits));
    if (tensor.type.isFloat() && asInteger)
        return tensor.sizeBytesAt(weightsOf(graph, op) ? 32 : 8);
    return tensor.sizeBytes();
}

} // namespace

Planner plannerOf(std::string_view trait)
{
    if (trait == "overlay")
        return Planner::overlay;
    if (trait == "fused_overlay")
        return Planner::fusedOverlay;
    return trait == "in_place_depthwise" ? Planner::inPlaceDepthwise : Planner::arena;
}

Bytes featureMapBytes(const Tensor& tensor, bool asInteger)
{
    return tensor.sizeBytesAt(asInteger && tensor.type.isFloat() ? 8 : tensor.type.bits);
}

Bytes weightBytes(const Graph& graph, const Operator& op, int weightBits, bool asInteger)
{
    Bytes total;
    for (const TensorId id : op.inputs)
        if (id.valid() && graph.tensor(id).constant)
            total += constantBytesOf(graph, op, id, weightBits, asInteger);
    return total;
}

Bytes totalWeightBytes(const Graph& graph, int weightBits, bool asInteger)
{
    ConstantsOnce once(graph);
    Bytes total;
    for (const Operator& op : graph.operators())
        for (const TensorId id : op.inputs)
            if (id.valid() && graph.tensor(id).constant && once.isNew(id))
                total += constantBytesOf(graph, op, id, weightBits, asInteger);
    return total;
}

std::int64_t quantisedChannels(const Graph& graph)
{
    std::int64_t channels = 0;
    for (const Operator& op : graph.operators())
        if (isConvolution(op.kind))
            channels += toNhwc(graph.output(op).shape).c;
    return channels;
}

Bytes codeBytes(const Graph& graph, const Settings& settings)
{
    const double bytes =
        settings.numberOr("runtime.flash_bytes", 0.0)
        + settings.numberOr("runtime.flash_bytes_per_operator", 0.0) * static_cast<double>(graph.operators().size())
        + settings.numberOr("runtime.flash_bytes_per_tensor", 0.0) * static_cast<double>(graph.tensors().size())
        + settings.numberOr("runtime.flash_bytes_per_channel", 0.0) * static_cast<double>(quantisedChannels(graph));
    return Bytes(static_cast<std::int64_t>(bytes));
}

RamPlan planRam(const Graph& graph, const Settings& settings, int memory, bool asInteger)
{
    const Planner planner = plannerOf(settings.trait("planner"));
    const LivenessRules rules = rulesOf(graph, planner, asInteger);
    std::vector<BufferRequest> requests = featureMapRequests(graph, planner, rules);
    const auto state = stateRanges(graph, rules);
    requests.insert(requests.end(), state.begin(), state.end());
    addScratch(graph, scratchRule(settings.trait("scratch")), requests);
    for (BufferRequest& request : requests)
        request.memory = memory;

    RamPlan result;
    result.plan = planGreedyBySize(std::move(requests), Bytes(16));
    result.activations = result.plan.peak(memory) + bytesOf(settings, "runtime.scratch_bytes");
    const int patches = settings.choiceNumber("patches", 1);
    if (planner == Planner::inPlaceDepthwise && patches > 1) {
        result.patches = bestPatchStage(graph, patches, rules.size, true);
        if (result.patches && result.patches->peak() < result.activations)
            result.activations = result.patches->peak() + bytesOf(settings, "runtime.scratch_bytes");
        else
            result.patches.reset();
    }
    result.persistent = persistentBytes(graph, settings);
    return result;
}

} // namespace tenbin::microcontroller
