// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "engine/graph/graph.h"

namespace tenbin {

/// What one convolutional or fully connected layer has left.
struct LayerSparsity {
    OperatorId op;
    std::string name;
    Shape shape; ///< of the weights: [outC, kH, kW, inC], depthwise [1, kH, kW, C], dense [out, in]
    std::int64_t elements = 0, zeros = 0;
    std::int64_t outputChannels = 0, deadChannels = 0;

    double zeroFraction() const { return elements ? static_cast<double>(zeros) / static_cast<double>(elements) : 0.0; }
};

/// Layers with weights whose values are known, in the order in which they run.
std::vector<LayerSparsity> layerSparsities(const Graph& graph);

/// The kernels of one ordinary convolution: for each group of output channels and each input channel the
/// share of the group's weights that is left at every coordinate.
struct KernelShares {
    std::int64_t groups = 0, inputChannels = 0, height = 0, width = 0;
    std::vector<float> shares; ///< [group][input channel][coordinate, row by row], 0 to 1

    bool empty() const { return shares.empty(); }
    float at(std::int64_t group, std::int64_t in, std::int64_t coordinate) const
    {
        return shares[static_cast<std::size_t>((group * inputChannels + in) * height * width + coordinate)];
    }
    /// Mean number of coordinates of a kernel at which anything is left.
    double remainingCoordinates() const;
};

/// Empty where the layer is no ordinary convolution or its values are not known.
KernelShares kernelShares(const Graph& graph, OperatorId op, int group);

} // namespace tenbin
