// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/memory/memory_plan.h"

namespace tenbin {

/// Places buffers as TVM's graph executors do (apache/tvm: TokenAllocatorMixed::Request): in blocks that are handed
/// out whole, in the order in which buffers begin. A buffer takes the smallest free block of up to sixteen times its
/// size that holds it, else it widens the largest one of at least a sixteenth of it, else it gets a new one; blocks
/// never share addresses. Working memory (role `scratch`) lies above all blocks. Sizes are rounded up to `alignment`.
MemoryPlan planStorageTokens(const std::vector<BufferRequest>& requests, Bytes alignment);

} // namespace tenbin
