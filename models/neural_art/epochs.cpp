// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/neural_art/epochs.h"

namespace tenbin::neural_art {

EpochCycles convolutionEpoch(const LayerShape& layer, const Rates& rates, double weightBytes, double spilledBytes)
{
    const auto in = static_cast<double>(layer.in.elements());
    const auto out = static_cast<double>(layer.out.elements());

    EpochCycles cycles;
    if (layer.kind == OperatorKind::depthwiseConv2d) {
        cycles.array = std::max(in, out) / rates.outputs; // each channel passes through alone
    } else {
        const double products = out > 0.0 ? layer.macs.toDouble() / out : 0.0;
        const double perOutput = products <= rates.fullRateProducts ? 1.0 : std::max(1.0, products / rates.deepMacs);
        cycles.array = std::max(out * perOutput / rates.outputs, in / rates.inputs);
    }
    cycles.weights = weightBytes / rates.weightBytes;
    // Beyond what the array can hold, per-channel parameters come in again with
    // the pixels, so that outputs leave at the pace of the weight memory.
    const bool spatial = layer.out.pixels() > 1;
    if (spatial && static_cast<double>(layer.out.c) > rates.parameterChannels)
        cycles.weights = std::max(cycles.weights, out / rates.weightBytes);
    cycles.spill = spilledBytes / rates.spillBytes;
    return cycles;
}

EpochCycles streamEpoch(StreamKind kind, std::int64_t elementsIn, std::int64_t elementsOut, const Rates& rates,
                        double spilledBytes)
{
    const auto in = static_cast<double>(elementsIn);
    const auto out = static_cast<double>(elementsOut);
    EpochCycles cycles;
    switch (kind) {
    case StreamKind::pooling:
        cycles.array = std::max(out / rates.outputs, in / rates.inputs);
        break;
    case StreamKind::elementwise:
        cycles.array = out * rates.elementwiseCycles;
        break;
    case StreamKind::lookup:
        cycles.array = out * rates.lookupCycles;
        break;
    case StreamKind::gated:
        cycles.array = out * (rates.lookupCycles + rates.elementwiseCycles);
        break;
    case StreamKind::copy:
        cycles.array = out * rates.copyCycles;
        break;
    }
    cycles.spill = spilledBytes / rates.spillBytes;
    return cycles;
}

double storedDepthwiseBytes(std::int64_t weightElements, std::int64_t channels, int bits, const Rates& rates)
{
    const double lanes = static_cast<double>(channels) > rates.parameterChannels ? 16.0 : 8.0;
    return static_cast<double>(packedBytes(weightElements, bits).count()) * lanes;
}

} // namespace tenbin::neural_art
