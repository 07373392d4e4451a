// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "models/ethos_u/support.h"
#include "models/ethos_u/weights.h"

namespace tenbin::ethos_u {

enum class Place : std::uint8_t {
    npu,
    cpu,
    fused, ///< part of the operator before or after it, or a mere view of a map
};

/// A network as the NPU runs it.
struct Program {
    std::vector<Pass> passes;  ///< in execution order
    std::vector<Place> places; ///< one an operator
    bool quantised = false;    ///< a floating-point network taken as if quantised
    int subgraphs = 0;         ///< stretches of operators on the NPU: each is started by the processor
};

/// How the compiler is asked to look at weights and bits.
struct LoweringOptions {
    Toolchain toolchain = Toolchain::vela5;
    double zeroFraction = 0.0;              ///< of the weights, where the network has no values
    int activationBits = 8;                 ///< of maps whose type is floating point or 8 bits
    std::vector<std::uint32_t> onProcessor; ///< operators that the user keeps from the NPU, ascending
};

Program lower(const Graph& graph, const Accelerator& accelerator, const LoweringOptions& options);

/// Bits of a map's elements on the NPU: 8 or 16 where the network is floating point.
int mapBits(const Tensor& tensor, int activationBits);

} // namespace tenbin::ethos_u
