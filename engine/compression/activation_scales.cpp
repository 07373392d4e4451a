// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/compression/activation_scales.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "engine/graph/kind_set.h"
#include "engine/inference/executor.h"

namespace tenbin {

namespace {

using K = OperatorKind;

/// The feature map goes through unchanged, in parts or in another order.
constexpr KindSet kPassesOn{K::averagePool2d, K::maxPool2d, K::reshape,   K::squeeze,      K::expandDims,
                            K::pad,           K::identity,  K::transpose, K::slice,        K::stridedSlice,
                            K::split,         K::unpack,    K::pack,      K::concatenation};

bool joinsInputs(K kind) { return kind == K::concatenation || kind == K::pack; }

/// Groups of tensors that share a scale.
class Groups {
public:
    explicit Groups(std::size_t count) : m_parent(count) { std::iota(m_parent.begin(), m_parent.end(), 0u); }

    std::uint32_t of(std::uint32_t tensor)
    {
        while (m_parent[tensor] != tensor)
            tensor = m_parent[tensor] = m_parent[m_parent[tensor]];
        return tensor;
    }
    void join(std::uint32_t a, std::uint32_t b) { m_parent[of(a)] = of(b); }

private:
    std::vector<std::uint32_t> m_parent;
};

bool isMap(const Tensor& tensor) { return !tensor.constant && tensor.type.isFloat(); }

Groups groupsOf(const Graph& graph)
{
    Groups groups(graph.tensors().size());
    for (const Operator& op : graph.operators()) {
        if (!kPassesOn.contains(op.kind))
            continue;
        for (const TensorId out : op.outputs)
            groups.join(out.index, op.outputs[0].index);
        for (std::size_t i = 0; i < (joinsInputs(op.kind) ? op.inputs.size() : 1); ++i)
            if (isMap(graph.tensor(op.inputs[i])))
                groups.join(op.inputs[i].index, op.outputs[0].index);
    }
    return groups;
}

Quantization scaleOf(MinMax range)
{
    const float scale = std::max((range.high - range.low) / 255.0f, 1e-8f);
    const auto zero =
        std::clamp<std::int64_t>(static_cast<std::int64_t>(std::lround(-128.0f - range.low / scale)), -128, 127);
    return {{scale}, {zero}, 0};
}

MinMax joined(MinMax a, MinMax b) { return {std::min(a.low, b.low), std::max(a.high, b.high)}; }

/// Constants of operators without weights, such as the summand of an addition.
void addConstants(const Graph& graph, std::vector<Quantization>& scales)
{
    for (const Operator& op : graph.operators()) {
        if (op.kind != K::add && op.kind != K::sub && op.kind != K::mul && op.kind != K::maximum
            && op.kind != K::minimum)
            continue;
        for (const TensorId id : op.inputs) {
            const Tensor& tensor = graph.tensor(id);
            if (!tensor.constant || !tensor.type.isFloat())
                continue;
            MinMax range;
            for (const float value : realValues(tensor).value_or(std::vector<float>{}))
                range = joined(range, {value, value});
            scales[id.index] = scaleOf(range);
        }
    }
}

} // namespace

std::vector<Quantization> activationScales(const Graph& graph, std::span<const MinMax> measured,
                                           const std::optional<Quantization>& input)
{
    Groups groups = groupsOf(graph);
    std::vector<MinMax> ranges(measured.size());
    std::map<std::uint32_t, Quantization> fixed;
    for (std::uint32_t i = 0; i < measured.size(); ++i)
        ranges[groups.of(i)] = joined(ranges[groups.of(i)], measured[i]);
    for (const Operator& op : graph.operators())
        if (op.kind == K::softmax)
            fixed[groups.of(op.outputs[0].index)] = {{1.0f / 256.0f}, {-128}, 0};
    if (input)
        fixed[groups.of(graph.inputs()[0].index)] = *input;
    std::vector<Quantization> scales(measured.size());
    for (std::uint32_t i = 0; i < measured.size(); ++i)
        if (isMap(graph.tensors()[i]))
            scales[i] = fixed.contains(groups.of(i)) ? fixed[groups.of(i)] : scaleOf(ranges[groups.of(i)]);
    addConstants(graph, scales);
    return scales;
}

} // namespace tenbin
