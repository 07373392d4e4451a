// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/kernel_weights.h"

namespace tenbin::kernels {

namespace {

/// PopulateConvolutionQuantizationParams and GetQuantizedConvolutionMultipler of kernels/kernel_util.cc:
/// per channel the product of the scales is taken in double precision, per tensor in single.
double realMultiplier(const Site& site, std::size_t channel)
{
    const Quantization& weights = site.input(1).quantization;
    const float in = Site::scale(site.input(0));
    const float out = Site::scale(site.output());
    const bool perTensor = site.input(0).type.kind == DataType::Kind::unsignedInteger
                           || (site.op.kind == OperatorKind::fullyConnected && !weights.perChannel());
    const float weight = weights.scales[weights.perChannel() ? channel : 0];
    if (perTensor) {
        const float product = in * weight;
        return static_cast<double>(product) / static_cast<double>(out);
    }
    return static_cast<double>(in) * static_cast<double>(weight) / static_cast<double>(out);
}

std::int64_t weightZero(const Quantization& q, std::size_t channel)
{
    if (q.zeroPoints.empty())
        return 0;
    return q.zeroPoints[q.zeroPoints.size() == 1 ? 0 : channel];
}

void fillRequantization(const Site& site, std::int64_t channels, IntegerWeights& result)
{
    for (std::int64_t c = 0; c < channels; ++c) {
        const fixed_point::Multiplier m =
            fixed_point::quantizeMultiplier(realMultiplier(site, static_cast<std::size_t>(c)));
        result.multiplier.push_back(m.value);
        result.left.push_back(std::max(m.shift, 0));
        result.right.push_back(std::max(-m.shift, 0));
    }
    const Range range = site.range();
    result.zeroPoint = Site::zeroPoint(site.output());
    result.lowest = range.lowest;
    result.highest = range.highest;
}

} // namespace

Result<IntegerWeights> integerWeights(const Site& site, bool channelsLast)
{
    const Tensor& weights = site.input(1);
    const auto raw = rawValues(weights);
    if (!weights.constant || !raw || weights.type.bits > 8 || weights.quantization.empty())
        return site.refuse("weights are no quantised constant");
    const std::int64_t channels = channelsLast ? weights.shape.back() : weights.shape.front();
    const std::int64_t inner = weights.elements() / channels;
    if (weights.quantization.perChannel() && static_cast<std::int64_t>(weights.quantization.scales.size()) != channels)
        return site.refuse("one scale an output channel is missing");
    IntegerWeights result;
    result.stride = channelsLast ? inner : (inner + 15) / 16 * 16;
    result.values.assign(static_cast<std::size_t>(channels * result.stride) + 32, 0);
    for (std::size_t i = 0; i < raw->size(); ++i) {
        const auto at = static_cast<std::int64_t>(i);
        const std::int64_t channel = channelsLast ? at % channels : at / inner;
        const std::int64_t to = channelsLast ? at : channel * result.stride + at % inner;
        result.values[static_cast<std::size_t>(to)] =
            static_cast<std::int16_t>((*raw)[i] - weightZero(weights.quantization, static_cast<std::size_t>(channel)));
    }
    if (site.has(2)) {
        const auto bias = rawValues(site.input(2));
        if (!bias || static_cast<std::int64_t>(bias->size()) != channels)
            return site.refuse("bias is no constant of the output's channels");
        result.bias.assign(bias->begin(), bias->end());
    }
    fillRequantization(site, channels, result);
    return result;
}

Result<FloatWeights> floatWeights(const Site& site)
{
    FloatWeights result;
    auto values = site.input(1).constant ? realValues(site.input(1)) : std::nullopt;
    if (!values)
        return site.refuse("weights are no constant");
    result.values = std::move(*values);
    if (site.has(2)) {
        auto bias = realValues(site.input(2));
        if (!bias)
            return site.refuse("bias is no constant");
        result.bias = std::move(*bias);
    }
    return result;
}

} // namespace tenbin::kernels
