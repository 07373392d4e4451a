// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/graph/graph.h"
#include "models/xcube/operands.h"

namespace tenbin::xcube {

/// Start of every buffer, bytes.
constexpr std::int64_t kAlignment = 4;

/// A stretch of the activations; `bytes` is a multiple of the alignment.
struct Buffer {
    std::int64_t bytes = 0;
    TensorId tensor;                     ///< invalid for padded copies
    std::optional<std::uint32_t> copyOf; ///< buffer that this is a padded copy of
    /// Kept throughout: variables, and outputs that are the same in every inference.
    bool permanent = false;
};

/// One call of a C kernel. Buffers by index.
struct Node {
    Operands inputs, outputs;
    std::int64_t scratchBytes = 0;
    /// The output may begin this many bytes below its input, so that both together need
    /// max(output, input + shift) bytes; none: never.
    std::optional<std::int64_t> shiftBytes;
    bool overlaysAnyInput = false; ///< element by element: whichever input dies here
    bool isLargeExpansion = false; ///< a 1x1 convolution whose output is over twice its input
    OperatorId op;                 ///< what the node was made from
};

/// What the tool makes of a network: nodes in order of execution.
struct Program {
    std::vector<Buffer> buffers;
    std::vector<Node> nodes;
    std::vector<std::uint32_t> inputs, outputs; ///< buffers filled before, and read after an inference
};

} // namespace tenbin::xcube
