// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/core/units.h"
#include "engine/graph/graph.h"

namespace tenbin {

/// What a stretch of memory holds.
enum class BufferRole : std::uint8_t {
    activation, ///< a feature map between operators
    scratch,    ///< working memory of one operator (im2col, kernel sums)
    weights,    ///< constants copied or resident
    persistent, ///< run-time structures that live throughout
    state,      ///< variables that survive between inferences
};

/// Memory that something needs during operators [first, last] (inclusive, execution order).
struct BufferRequest {
    TensorId tensor; ///< invalid for scratch and persistent buffers
    BufferRole role = BufferRole::activation;
    Bytes size;
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    int memory = 0; ///< index into the target's memories
};

/// A request with its place.
struct Placement {
    BufferRequest buffer;
    Bytes offset;
    Bytes end() const { return offset + buffer.size; }
};

/// Where every buffer lies, and when. No two placements of one memory overlap
/// in both address and time.
struct MemoryPlan {
    std::vector<Placement> placements;
    /// Highest used address of `memory`.
    Bytes peak(int memory) const;
    /// Operator during which most bytes of `memory` are live, and how many these are.
    std::pair<std::uint32_t, Bytes> busiestOperator(int memory) const;
};

} // namespace tenbin
