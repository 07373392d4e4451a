// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/compression/layer_sparsity.h"

#include <algorithm>

#include "engine/inference/executor.h"

namespace tenbin {

namespace {

const Tensor* weightsOf(const Graph& graph, const Operator& op)
{
    const bool weighted = op.kind == OperatorKind::conv2d || op.kind == OperatorKind::depthwiseConv2d
                          || op.kind == OperatorKind::fullyConnected;
    if (!weighted || op.inputs.size() < 2)
        return nullptr;
    const Tensor& tensor = graph.tensor(op.inputs[1]);
    if (!tensor.constant || !tensor.weights)
        return nullptr;
    return &tensor;
}

} // namespace

std::vector<LayerSparsity> layerSparsities(const Graph& graph)
{
    std::vector<LayerSparsity> layers;
    for (std::size_t i = 0; i < graph.operators().size(); ++i) {
        const Operator& op = graph.operators()[i];
        if (const Tensor* tensor = weightsOf(graph, op))
            layers.push_back({.op = OperatorId{static_cast<std::uint32_t>(i)},
                              .name = op.name,
                              .shape = tensor->shape,
                              .elements = tensor->weights->elements,
                              .zeros = tensor->weights->zeros,
                              .outputChannels = tensor->weights->outputChannels,
                              .deadChannels = tensor->weights->deadChannels});
    }
    return layers;
}

double KernelShares::remainingCoordinates() const
{
    const std::int64_t kernels = groups * inputChannels;
    const auto left = std::count_if(shares.begin(), shares.end(), [](float share) { return share > 0.0f; });
    if (kernels)
        return static_cast<double>(left) / static_cast<double>(kernels);
    return 0.0;
}

KernelShares kernelShares(const Graph& graph, OperatorId id, int group)
{
    const Operator& op = graph.operators()[id.index];
    const Tensor* tensor = weightsOf(graph, op);
    if (!tensor || op.kind != OperatorKind::conv2d || tensor->shape.size() != 4)
        return {};
    const auto values = realValues(*tensor);
    if (!values)
        return {};
    const std::int64_t outs = tensor->shape[0];
    const std::int64_t coordinates = tensor->shape[1] * tensor->shape[2];
    const std::int64_t ins = tensor->shape[3];
    const std::int64_t wide = std::max(1, group);
    KernelShares result{.groups = (outs + wide - 1) / wide,
                        .inputChannels = ins,
                        .height = tensor->shape[1],
                        .width = tensor->shape[2],
                        .shares = {}};
    result.shares.assign(static_cast<std::size_t>(result.groups * ins * coordinates), 0.0f);
    for (std::int64_t out = 0; out < outs; ++out) {
        const std::int64_t g = out / wide;
        const auto members = static_cast<float>(std::min(wide, outs - g * wide));
        for (std::int64_t k = 0; k < coordinates; ++k)
            for (std::int64_t in = 0; in < ins; ++in)
                if ((*values)[static_cast<std::size_t>((out * coordinates + k) * ins + in)] != 0.0f)
                    result.shares[static_cast<std::size_t>((g * ins + in) * coordinates + k)] += 1.0f / members;
    }
    return result;
}

} // namespace tenbin
