// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "engine/estimate/layer_cost.h"
#include "engine/graph/graph.h"
#include "models/max7800x/cycles.h"
#include "models/operator_support/reason_collector.h"

namespace tenbin {

/// What a member of the family can do (ai8x-synthesis, izer/tornadocnn.py).
struct Max7800xLimits {
    bool depthwise = false;        ///< MAX78002
    bool emulatesMultipass = true; ///< MAX78000
    std::int64_t layers = 32;
    std::int64_t channels = 1024; ///< in or out
    std::int64_t rows = 1023;     ///< or columns
    std::int64_t biasedChannels = 512;
};

/// One hardware layer and the operator that leads it.
struct Max7800xStage {
    OperatorId op;
    Max7800xLayer layer;
    std::int64_t processors = 1; ///< active in a pass
    std::int64_t outPixels = 1;
    std::int64_t kernels = 0; ///< a processor holds, 0 without weights
    std::int64_t weights = 0; ///< elements, without alignment
    std::int64_t biases = 0;
    std::int64_t macs = 0; ///< of this hardware layer, rewritten forms included
};

/// A network as hardware layers. Pools and additions that the next convolution
/// takes in flight, activations and renamings have no stage of their own.
struct Max7800xMapping {
    std::vector<Max7800xStage> stages; ///< in execution order
    std::vector<ExecutionUnit> units;  ///< one an operator
    std::vector<bool> inFlight;        ///< operator's result is never stored
};

/// Maps every operator. What the hardware lacks is costed in the nearest form it
/// has and said as a blocking reason:
/// - strides: a pool of the stride's size in flight, then the convolution;
/// - kernels over 3x3: a stack of 3x3 convolutions of the same receptive field;
/// - other small kernels, dilation, groups (and depthwise on MAX78000): a plain 3x3 or 1x1 convolution.
/// Operators without such a form are unsupported and cost nothing. Softmax and
/// the like run on the host.
Max7800xMapping mapOntoMax7800x(const Graph& graph, const Max7800xLimits& limits, ReasonCollector& reasons);

} // namespace tenbin
