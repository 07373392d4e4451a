// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/memory/liveness.h"

#include <algorithm>

#include "engine/memory/live_bytes.h"

namespace tenbin {
namespace {

constexpr std::uint32_t kUnused = TensorId::kNone;

/// First and last operator that touch each tensor.
struct Lifetimes {
    std::vector<std::uint32_t> first, last;

    explicit Lifetimes(std::size_t tensors) : first(tensors, kUnused), last(tensors, 0) {}

    void touch(TensorId id, std::uint32_t at)
    {
        first[id.index] = std::min(first[id.index], at);
        last[id.index] = std::max(last[id.index], at);
    }
    bool used(std::size_t tensor) const { return first[tensor] != kUnused; }
};

std::uint32_t lastOperatorOf(const Graph& graph)
{
    return graph.operators().empty() ? 0 : static_cast<std::uint32_t>(graph.operators().size() - 1);
}

Lifetimes lifetimes(const Graph& graph, const LivenessRules& rules)
{
    Lifetimes lives(graph.tensors().size());
    const std::uint32_t end = lastOperatorOf(graph);
    for (std::uint32_t i = 0; i < graph.operators().size(); ++i) {
        const Operator& op = graph.operators()[i];
        for (const TensorId id : op.inputs)
            if (id.valid())
                lives.touch(id, i);
        for (const TensorId id : op.outputs)
            lives.touch(id, i);
    }
    for (const TensorId id : graph.inputs()) {
        lives.touch(id, 0);
        if (rules.inputsPersist)
            lives.touch(id, end);
    }
    for (const TensorId id : graph.outputs())
        lives.touch(id, end);
    return lives;
}

/// What Vela has compiled keeps its feature maps in its scratch memory.
void leaveToScratch(const Operator& op, std::vector<bool>& counted)
{
    constexpr std::size_t kFeatureMaps = 4; // after commands, weights and two scratch memories
    for (std::size_t i = kFeatureMaps; i < op.inputs.size(); ++i)
        if (op.inputs[i].valid())
            counted[op.inputs[i].index] = false;
    for (const TensorId id : op.outputs)
        counted[id.index] = false;
}

/// Which tensors take memory of their own, by index.
std::vector<bool> countedFeatureMaps(const Graph& graph, const LivenessRules& rules, const Lifetimes& lives)
{
    std::vector<bool> counted(graph.tensors().size());
    for (std::size_t i = 0; i < counted.size(); ++i)
        counted[i] = lives.used(i) && !graph.tensors()[i].constant && !graph.tensors()[i].variable;
    if (!rules.inputsCounted)
        for (const TensorId id : graph.inputs())
            counted[id.index] = false;
    for (const Operator& op : graph.operators())
        if (op.kind == OperatorKind::custom && op.customName == kVelaOperator)
            leaveToScratch(op, counted);
    return counted;
}

/// The input whose place `op` at `index` may take, or an invalid id.
TensorId replacedInput(const Graph& graph, const LivenessRules& rules, const Lifetimes& lives,
                       const std::vector<bool>& counted, std::uint32_t index)
{
    const Operator& op = graph.operators()[index];
    for (std::size_t position = 0; position < op.inputs.size(); ++position) {
        const TensorId id = op.inputs[position];
        if (id.valid() && counted[id.index] && lives.last[id.index] == index && rules.inPlace(graph, op, position))
            return id;
    }
    return {};
}

/// For each tensor the one whose memory it lies in: itself, or the first of a chain of in-place operators.
std::vector<std::uint32_t> homes(const Graph& graph, const LivenessRules& rules, const Lifetimes& lives,
                                 const std::vector<bool>& counted)
{
    std::vector<std::uint32_t> home(graph.tensors().size());
    for (std::uint32_t i = 0; i < home.size(); ++i)
        home[i] = i;
    if (!rules.inPlace)
        return home;
    for (std::uint32_t i = 0; i < graph.operators().size(); ++i) {
        const Operator& op = graph.operators()[i];
        if (op.outputs.empty() || !counted[op.outputs[0].index])
            continue;
        if (const TensorId input = replacedInput(graph, rules, lives, counted, i); input.valid())
            home[op.outputs[0].index] = home[input.index];
    }
    return home;
}

Bytes sizeOf(const Tensor& tensor, const LivenessRules& rules)
{
    return rules.size ? rules.size(tensor) : tensor.sizeBytes();
}

} // namespace

std::vector<BufferRequest> liveRanges(const Graph& graph, const LivenessRules& rules)
{
    const Lifetimes lives = lifetimes(graph, rules);
    const std::vector<bool> counted = countedFeatureMaps(graph, rules, lives);
    const std::vector<std::uint32_t> home = homes(graph, rules, lives, counted);

    std::vector<BufferRequest> byTensor(graph.tensors().size());
    for (std::uint32_t i = 0; i < byTensor.size(); ++i) {
        if (!counted[i])
            continue;
        BufferRequest& request = byTensor[home[i]];
        const bool fresh = !request.tensor.valid();
        request.tensor = TensorId{home[i]};
        request.size = std::max(request.size, sizeOf(graph.tensors()[i], rules));
        request.first = fresh ? lives.first[i] : std::min(request.first, lives.first[i]);
        request.last = std::max(request.last, lives.last[i]);
    }
    std::erase_if(byTensor, [](const BufferRequest& r) { return !r.tensor.valid(); });
    std::stable_sort(byTensor.begin(), byTensor.end(),
                     [](const BufferRequest& a, const BufferRequest& b) { return a.first < b.first; });
    return byTensor;
}

LivenessRules inPlaceRules()
{
    LivenessRules rules;
    rules.inPlace = [](const Graph& graph, const Operator& op, std::size_t position) {
        if (op.kind == OperatorKind::depthwiseConv2d)
            return position == 0 && graph.output(op).elements() <= graph.input(op, 0)->elements();
        return op.kind == OperatorKind::add && graph.input(op, position)->elements() == graph.output(op).elements();
    };
    return rules;
}

std::vector<BufferRequest> stateRanges(const Graph& graph, const LivenessRules& rules)
{
    std::vector<BufferRequest> requests;
    for (std::uint32_t i = 0; i < graph.tensors().size(); ++i) {
        const Tensor& tensor = graph.tensors()[i];
        if (tensor.variable && !tensor.constant)
            requests.push_back({TensorId{i}, BufferRole::state, sizeOf(tensor, rules), 0, lastOperatorOf(graph), 0});
    }
    return requests;
}

LivePeak peakLiveBytes(const std::vector<BufferRequest>& requests)
{
    LiveBytes live;
    for (const BufferRequest& request : requests)
        live.add(request.first, request.last, request.size);
    const auto [at, bytes] = live.peak();
    return {bytes, at};
}

} // namespace tenbin
