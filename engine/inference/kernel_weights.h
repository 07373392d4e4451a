// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "engine/inference/kernel_site.h"
#include "engine/inference/simd_kernels.h"

namespace tenbin::kernels {

/// Weights of an integer layer, ready to multiply: minus their zero point, with the requantisation of each channel.
struct IntegerWeights {
    std::vector<std::int16_t> values; ///< [outC][stride], or as in the file where channels come last
    std::int64_t stride = 0;          ///< elements of one output channel, rounded up to 16
    std::vector<std::int32_t> bias;   ///< empty: none
    std::vector<std::int32_t> multiplier, left, right;
    std::int32_t zeroPoint = 0, lowest = 0, highest = 0;

    Requantization requantization(std::int64_t firstChannel) const
    {
        return {multiplier.data() + firstChannel,
                left.data() + firstChannel,
                right.data() + firstChannel,
                zeroPoint,
                lowest,
                highest};
    }
};

struct FloatWeights {
    std::vector<float> values, bias;
    float biasAt(std::int64_t channel) const { return bias.empty() ? 0.0f : bias[static_cast<std::size_t>(channel)]; }
};

/// Error: notExecutable.
Result<IntegerWeights> integerWeights(const Site& site, bool channelsLast);
Result<FloatWeights> floatWeights(const Site& site);

} // namespace tenbin::kernels
