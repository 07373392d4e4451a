// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/neural_art_epochs.h"

namespace tenbin::neural_art {

EpochCycles convolutionEpoch(const LayerShape& layer, const Rates& rates, double weightBytes, double spilledBytes)
{
    const auto in = static_cast<double>(layer.in.elements());
    const auto out = static_cast<double>(layer.out.elements());
    const bool depthwise = layer.kind == OperatorKind::depthwiseConv2d;
    const bool pointwise = layer.isPointwise() || layer.kind == OperatorKind::fullyConnected;

    EpochCycles cycles;
    if (depthwise)
        cycles.array = std::max(in, out) / rates.outputs;  // each channel passes through alone
    else
        cycles.array = std::max({out / rates.outputs, in / rates.inputs,
                                 layer.macs.toDouble() / (pointwise ? rates.pointwiseMacs : rates.spatialMacs)});
    cycles.weights = weightBytes / rates.weightBytes;
    // Beyond what the array can hold, per-channel parameters come in again with
    // the pixels, so that outputs leave at the pace of the weight memory.
    const bool spatial = layer.out.pixels() > 1;
    if (spatial && static_cast<double>(layer.out.c) > rates.parameterChannels)
        cycles.weights = std::max(cycles.weights, out / rates.weightBytes);
    cycles.spill = spilledBytes / rates.spillBytes;
    return cycles;
}

EpochCycles streamEpoch(std::int64_t elementsIn, std::int64_t elementsOut, const Rates& rates, double spilledBytes)
{
    EpochCycles cycles;
    cycles.array = static_cast<double>(std::max(elementsIn, elementsOut)) / rates.outputs;
    cycles.spill = spilledBytes / rates.spillBytes;
    return cycles;
}

} // namespace tenbin::neural_art
