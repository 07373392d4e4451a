// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/memory/memory_plan.h"

namespace tenbin {

/// Greedy by size: buffers in falling size, each at the lowest offset that fits
/// between those already placed and alive at the same time. This is what
/// TensorFlow Lite Micro's GreedyMemoryPlanner does (docs/memory_management.md).
/// `alignment` in bytes; sizes are rounded up to it.
MemoryPlan planGreedyBySize(std::vector<BufferRequest> requests, Bytes alignment = Bytes(16));

/// Hill climbing over placement orders, as Arm's Vela describes it: start from a
/// heuristic order, swap two buffers that meet at the bottleneck, stop when the
/// peak equals the live lower bound or after `iterations` without gain.
/// Deterministic; never worse than the greedy plan, and that plan where thousands of buffers are alive at once.
MemoryPlan planHillClimb(std::vector<BufferRequest> requests, Bytes alignment = Bytes(16), int iterations = 500);

} // namespace tenbin
