// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/memory/memory_plan.h"

namespace tenbin::test {

/// The planners as they are described, pair by pair: greedy by size, and hill climbing over placement orders.
/// Requests of one memory. What the planners of the engine must give bit for bit.
std::vector<Bytes> slowGreedyBySize(const std::vector<BufferRequest>& requests);
std::vector<Bytes> slowHillClimb(const std::vector<BufferRequest>& requests, int iterations = 500);

} // namespace tenbin::test
