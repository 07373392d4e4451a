// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ethos_u/pass.h"

namespace tenbin::ethos_u {

/// Which piece of the output the array computes at once.
struct Block {
    Extent out;              ///< of the output
    Extent in;               ///< of the input that it needs; depth of one step of the reduction
    Extent microBlock;       ///< outputs computed side by side
    bool partKernel = false; ///< four kernel elements and eight channels a step instead of one and 32
};

/// The block that the compiler picks: it fits the buffers twice and reads least per output.
/// Source: the search that Vela describes in architecture_allocator.py (U55, U65) and
/// regor/architecture/ethosu85 (U85).
Block chooseBlock(const Accelerator& accelerator, const Pass& pass);

namespace detail {
/// Elements of one axis of the input under `length` outputs, at most eight kernel elements at once.
/// Cut at 2^20, which no buffer holds.
std::int64_t inputSpan(std::int64_t length, std::int64_t stride, std::int64_t span, std::int64_t upscale);
Block chooseSharedRamBlock(const Accelerator& accelerator, const Pass& pass);
Block chooseU85Block(const Accelerator& accelerator, const Pass& pass);
} // namespace detail

} // namespace tenbin::ethos_u
