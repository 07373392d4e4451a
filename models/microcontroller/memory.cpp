// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/microcontroller/memory.h"
#include "engine/graph/operator_traits.h"
#include "models/common/graph_walk.h"
#include "models/kernels/stored_bytes.h"
#include "models/kernels/tflm_structures.h"
#include "models/kernels/tiny_engine_buffers.h"

#include <algorithm>
#include <unordered_map>

#include "engine/memory/arena_planner.h"
#include "engine/memory/liveness.h"
#include "engine/memory/storage_tokens.h"
#include "models/xcube/memory.h"

namespace tenbin::microcontroller {

namespace {

bool keepsShape(const Graph& graph, const Operator& op, std::size_t position)
{
    const Tensor* in = graph.input(op, position);
    return in && in->shape == graph.output(op).shape;
}

bool isDepthwise(const Graph& graph, const Operator& op) { return kernelClass(graph, op) == KernelClass::depthwise; }

/// A padding that the convolution behind it does on the fly.
bool isFoldedPad(const Graph& graph, const Operator& op)
{
    if (op.kind != OperatorKind::pad)
        return false;
    const OperatorId next = soleConsumer(graph, op.outputs.front());
    return next.valid() && isConvolution(graph.op(next).kind);
}

bool reusesDepthwise(const Graph& graph, const Operator& op, std::size_t position)
{
    if (position == 0
        && (isRenaming(op.kind) || isRectifier(op.kind) || isQuantiser(op.kind) || isFoldedPad(graph, op)
            || isDepthwise(graph, op)))
        return true;
    return kernelClass(graph, op) == KernelClass::elementwise && keepsShape(graph, op, position);
}

/// Feature maps that TinyEngine never stores: padded copies, images before their quantiser.
std::vector<bool> unstoredMaps(const Graph& graph)
{
    std::vector<bool> unstored(graph.tensors().size(), false);
    for (const Operator& op : graph.operators())
        if (isFoldedPad(graph, op))
            unstored[op.outputs.front().index] = true;
    for (const TensorId in : graph.inputs()) {
        const OperatorId next = soleConsumer(graph, in);
        if (next.valid() && graph.op(next).kind == OperatorKind::quantize)
            unstored[in.index] = true;
    }
    return unstored;
}

LivenessRules rulesOf(const Graph& graph, Planner planner, bool asInteger)
{
    LivenessRules rules;
    rules.size = [asInteger](const Tensor& tensor) { return featureMapBytes(tensor, asInteger); };
    rules.inputsPersist = planner == Planner::storageTokens;
    if (planner != Planner::inPlaceDepthwise)
        return rules;
    const Tensor* first = graph.tensors().data();
    rules.size = [asInteger, first, unstored = unstoredMaps(graph)](const Tensor& tensor) {
        return unstored[static_cast<std::size_t>(&tensor - first)] ? Bytes(0) : featureMapBytes(tensor, asInteger);
    };
    return rules;
}

/// Where an output grows over its input, only the larger of the two counts during the operator:
/// the smaller one ends before it or begins behind it.
void sharePlaces(const Graph& graph, std::vector<BufferRequest>& requests)
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
            if (!in || in->last != i || out->first != i || !reusesDepthwise(graph, op, position))
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

std::vector<BufferRequest> featureMapRequests(const Graph& graph, Planner planner, const LivenessRules& rules)
{
    std::vector<BufferRequest> requests = liveRanges(graph, rules);
    if (planner == Planner::inPlaceDepthwise)
        sharePlaces(graph, requests);
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

/// Structures of the run-time library: from its sources where they are public, else by tensor, operator and channel.
Bytes persistentBytes(const Graph& graph, const Settings& settings, bool asInteger)
{
    if (settings.trait("structures") == "tflm")
        return tflmStructureBytes(graph, asInteger, scratchRule(settings.trait("scratch")));
    const double bytes =
        settings.numberOr("runtime.ram_bytes", 0.0)
        + settings.numberOr("runtime.ram_bytes_per_tensor", 0.0) * static_cast<double>(graph.tensors().size())
        + settings.numberOr("runtime.ram_bytes_per_operator", 0.0) * static_cast<double>(graph.operators().size())
        + settings.numberOr("runtime.ram_bytes_per_channel", 0.0) * static_cast<double>(quantisedChannels(graph));
    return Bytes(static_cast<std::int64_t>(bytes));
}

/// X-CUBE-AI and what plans like it. Maps go outside only where the board has banks and leaves the choice.
RamPlan planCompiled(const Graph& graph, const Settings& settings, const xcube::Release& release, const RamPlace& place,
                     bool asInteger)
{
    xcube::Board board{.inside = place.memory, .outside = place.overflow};
    if (const auto bank = settings.find("runtime.bank_bytes"); bank && place.overflow)
        board.bankBytes = static_cast<std::int64_t>(*bank);
    xcube::Activations planned = xcube::planActivations(graph, release, board, asInteger);
    return {.plan = std::move(planned.plan),
            .activations = planned.inside + planned.outside,
            .outside = planned.outside,
            .spilled = std::move(planned.spilled),
            .persistent = Bytes(0),
            .patches = std::nullopt};
}

MemoryPlan placed(Planner planner, std::vector<BufferRequest> requests)
{
    if (planner == Planner::storageTokens)
        return planStorageTokens(requests, Bytes(16));
    return planGreedyBySize(std::move(requests), Bytes(16));
}

std::uint32_t lastOperator(const Graph& graph)
{
    return static_cast<std::uint32_t>(std::max<std::size_t>(1, graph.operators().size()) - 1);
}

/// Libraries that lay out feature maps at run time, and TinyEngine.
RamPlan planInterpreted(const Graph& graph, const Settings& settings, int memory, bool asInteger)
{
    const Planner planner = plannerOf(settings.trait("planner"));
    const LivenessRules rules = rulesOf(graph, planner, asInteger);
    std::vector<BufferRequest> requests = featureMapRequests(graph, planner, rules);
    const auto state = stateRanges(graph, rules);
    requests.insert(requests.end(), state.begin(), state.end());
    addScratch(graph, scratchRule(settings.trait("scratch")), requests);
    Bytes buffers;
    if (planner == Planner::inPlaceDepthwise)
        buffers = tinyEngineBuffers(graph);
    if (buffers > Bytes(0))
        requests.push_back({TensorId{}, BufferRole::scratch, buffers, 0, lastOperator(graph), 0});
    for (BufferRequest& request : requests)
        request.memory = memory;

    RamPlan result;
    result.plan = placed(planner, std::move(requests));
    result.activations = result.plan.peak(memory);
    const int patches = settings.choiceNumber("patches", 1);
    if (planner == Planner::inPlaceDepthwise && patches > 1) {
        result.patches = bestPatchStage(graph, patches, rules.size, true);
        if (result.patches && result.patches->peak() + buffers < result.activations)
            result.activations = result.patches->peak() + buffers;
        else
            result.patches.reset();
    }
    return result;
}

} // namespace

Planner plannerOf(std::string_view trait)
{
    if (trait == "in_place_depthwise")
        return Planner::inPlaceDepthwise;
    return trait == "storage_tokens" ? Planner::storageTokens : Planner::arena;
}

RamPlan planRam(const Graph& graph, const Settings& settings, const RamPlace& place, bool asInteger)
{
    RamPlan result;
    if (const auto release = xcube::releaseOf(settings.trait("planner")))
        result = planCompiled(graph, settings, *release, place, asInteger);
    else
        result = planInterpreted(graph, settings, place.memory, asInteger);
    result.activations += bytesOf(settings, "runtime.scratch_bytes");
    result.persistent = persistentBytes(graph, settings, asInteger);
    return result;
}

} // namespace tenbin::microcontroller
