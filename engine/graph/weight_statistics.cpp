// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/graph/weight_statistics.h"

#include <algorithm>
#include <cstring>

#include "engine/graph/operator_traits.h"

namespace tenbin {

namespace {

/// Zeros of a tensor seen as [outer, channels, inner]; `dead` keeps channels that never showed a non-zero.
template <class IsZero>
WeightStatistics count(std::int64_t outer, std::int64_t channels, std::int64_t inner, IsZero isZero)
{
    WeightStatistics statistics;
    statistics.elements = outer * channels * inner;
    statistics.outputChannels = channels;
    statistics.dead.assign(static_cast<std::size_t>(channels), true);
    std::int64_t index = 0;
    for (std::int64_t o = 0; o < outer; ++o)
        for (std::int64_t c = 0; c < channels; ++c) {
            std::int64_t zeros = 0;
            for (std::int64_t i = 0; i < inner; ++i, ++index)
                zeros += isZero(index, c) ? 1 : 0;
            statistics.zeros += zeros;
            if (zeros != inner)
                statistics.dead[static_cast<std::size_t>(c)] = false;
        }
    statistics.deadChannels = std::count(statistics.dead.begin(), statistics.dead.end(), true);
    if (statistics.deadChannels == 0)
        statistics.dead.clear();
    return statistics;
}

} // namespace

std::optional<WeightStatistics> weightStatistics(const Tensor& tensor, std::size_t channelAxis)
{
    const std::int64_t elements = tensor.elements();
    if (!tensor.constant || channelAxis >= tensor.shape.size() || elements == 0
        || static_cast<std::int64_t>(tensor.data.size()) < tensor.sizeBytes().count())
        return std::nullopt;
    const std::int64_t channels = tensor.shape[channelAxis];
    std::int64_t inner = 1;
    for (std::size_t i = channelAxis + 1; i < tensor.shape.size(); ++i)
        inner *= tensor.shape[i];
    const std::int64_t outer = elements / channels / inner;
    const std::byte* data = tensor.data.data();
    if (tensor.type == DataType::float32())
        return count(outer, channels, inner, [&](std::int64_t i, std::int64_t) {
            float value;
            std::memcpy(&value, data + i * 4, 4);
            return value == 0.0f;
        });
    if (!tensor.type.isInteger() || tensor.type.bits != 8)
        return std::nullopt;
    const auto& zeroPoints = tensor.quantization.zeroPoints;
    const auto zeroOf = [&](std::int64_t channel) {
        return zeroPoints.empty() ? std::int64_t{0} : zeroPoints[static_cast<std::size_t>(channel) % zeroPoints.size()];
    };
    std::vector<std::byte> zero(static_cast<std::size_t>(channels));
    for (std::int64_t c = 0; c < channels; ++c)
        zero[static_cast<std::size_t>(c)] = static_cast<std::byte>(zeroOf(c) & 0xff);
    return count(outer, channels, inner,
                 [&](std::int64_t i, std::int64_t c) { return data[i] == zero[static_cast<std::size_t>(c)]; });
}

void countWeightStatistics(const Operator& op, std::vector<Tensor>& tensors)
{
    const int weights = traitsOf(op.kind).weights;
    if (weights < 0)
        return;
    const auto position = static_cast<std::size_t>(weights);
    if (op.inputs.size() <= position || !op.inputs[position].valid())
        return;
    Tensor& tensor = tensors[op.inputs[position].index];
    if (tensor.weights || tensor.shape.empty())
        return;
    std::size_t channelAxis = 0;
    if (op.kind == OperatorKind::depthwiseConv2d)
        channelAxis = tensor.shape.size() - 1;
    tensor.weights = weightStatistics(tensor, channelAxis);
}

} // namespace tenbin
