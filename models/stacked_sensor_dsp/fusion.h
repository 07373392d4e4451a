// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "engine/graph/graph.h"

namespace tenbin::stacked_sensor {

/// Where the compiler runs an operator.
enum class Support : std::uint8_t {
    convolutionCore, ///< high-computation-intensity core
    standardCore,
    tensorDma, ///< copies and changes of layout
    nothing,   ///< renames or ends at a border: no work
    unsupported,
};

/// From the operator lists of the Model Compression Toolkit's imx500 target
/// (tpc v1) and of the converter's reports, and from what published networks hold.
Support supportOf(OperatorKind kind);

/// Whether kinds of that cost were among the networks the timing was fitted on
/// or tested with; the others' cost is their memory traffic, unverified.
bool isCalibrated(OperatorKind kind);
/// Rectifiers were; the cost of others, fused into a convolution, is unknown and taken as none.
bool isCalibrated(Activation activation);

/// Which operator runs together with which: "pipeline" and "fusion" of the
/// publication. {conv, transposed conv, depthwise} + {relu, relu6, leaky relu, prelu,
/// tanh, swish, hard swish, sigmoid}; fully connected + activation; binary + relu;
/// a pad with the window that reads it; batch normalisation with its convolution.
struct Fusion {
    std::vector<std::uint32_t> head; ///< per operator: the one it runs with, itself if it runs alone
    std::vector<bool> internal;      ///< per tensor: passed on inside one group, never in memory

    bool isHead(std::uint32_t op) const { return head[op] == op; }
};
Fusion fuse(const Graph& graph);

} // namespace tenbin::stacked_sensor
