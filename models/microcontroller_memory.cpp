// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/microcontroller_memory.h"

#include <algorithm>
#include <set>

#include "engine/memory/arena_planner.h"
#include "engine/memory/liveness.h"
#include "models/operator_classes.h"

namespace tenbin::microcontroller {

namespace {

/// The output may lie over the input because each row is read before it is overwritten.
bool keepsShape(const Graph& graph, const Operator& op, std::size_t position)
{
    const Tensor* in = graph.input(op, position);
    return in && in->shape == graph.output(op).shape;
}

bool isDepthwiseInPlace(const Graph& graph, const Operator& op)
{
    return op.kind == OperatorKind::depthwiseConv2d && kernelClass(graph, op) == KernelClass::depthwise;
}

bool overlays(const Graph& graph, const Operator& op, std::size_t position)
{
    if (position == 0 && (isRenaming(op.kind) || isRectifier(op.kind) || isQuantiser(op.kind)))
        return true;
    switch (kernelClass(graph, op)) {
    case KernelClass::elementwise:
    case KernelClass::function: return keepsShape(graph, op, position);
    case KernelClass::pool:
    case KernelClass::depthwise: return position == 0;
    case KernelClass::matrix: return position == 0 && layerShape(graph, op).isPointwise();
    default: return false;
    }
}

bool reusesDepthwise(const Graph& graph, const Operator& op, std::size_t position)
{
    if (position == 0 && (isRenaming(op.kind) || isRectifier(op.kind) || isDepthwiseInPlace(graph, op)))
        return true;
    return kernelClass(graph, op) == KernelClass::elementwise && keepsShape(graph, op, position);
}

LivenessRules rulesOf(Planner planner, bool asInteger)
{
    LivenessRules rules;
    rules.size = [asInteger](const Tensor& tensor) { return featureMapBytes(tensor, asInteger); };
    if (planner == Planner::overlay)
        rules.inPlace = overlays;
    else if (planner == Planner::inPlaceDepthwise)
        rules.inPlace = reusesDepthwise;
    return rules;
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
    const double bytes = settings.numberOr("runtime.ram_bytes", 0.0)
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
    if (trait == "in_place_depthwise")
        return Planner::inPlaceDepthwise;
    return trait == "ping_pong" ? Planner::pingPong : Planner::arena;
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
    std::vector<bool> seen(graph.tensors().size(), false);
    Bytes total;
    for (const Operator& op : graph.operators())
        for (const TensorId id : op.inputs)
            if (id.valid() && graph.tensor(id).constant && !seen[id.index]) {
                seen[id.index] = true;
                total += constantBytesOf(graph, op, id, weightBits, asInteger);
            }
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
    std::set<OperatorKind> kinds;
    for (const Operator& op : graph.operators())
        if (!isRenaming(op.kind))
            kinds.insert(op.kind);
    const double bytes = settings.numberOr("runtime.flash_bytes", 0.0)
        + settings.numberOr("runtime.flash_bytes_per_kind", 0.0) * static_cast<double>(kinds.size())
        + settings.numberOr("runtime.flash_bytes_per_operator", 0.0) * static_cast<double>(graph.operators().size())
        + settings.numberOr("runtime.flash_bytes_per_tensor", 0.0) * static_cast<double>(graph.tensors().size())
        + settings.numberOr("runtime.flash_bytes_per_channel", 0.0) * static_cast<double>(quantisedChannels(graph));
    return Bytes(static_cast<std::int64_t>(bytes));
}

RamPlan planRam(const Graph& graph, const Settings& settings, int memory, bool asInteger)
{
    const Planner planner = plannerOf(settings.trait("planner"));
    const LivenessRules rules = rulesOf(planner, asInteger);
    std::vector<BufferRequest> requests = liveRanges(graph, rules);
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
