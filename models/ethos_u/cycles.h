// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ethos_u/block.h"

namespace tenbin::ethos_u {

/// What one run of a pass asks of the array and of its memories.
struct PassCost {
    double macCycles = 0.0;       ///< the multipliers are busy
    double outputCycles = 0.0;    ///< scaling, activation and writing are busy
    double pipeCycles = 0.0;      ///< both, overlapped block by block, with filling and draining
    double inputBytes = 0.0;      ///< read from feature maps, overlaps and re-reads included
    double outputBytes = 0.0;     ///< written
    double weightReads = 1.0;     ///< how often every weight is read: once a block of the plane
    std::int64_t depthBlocks = 1; ///< blocks along the channels: what weights are fetched in
};

/// Cycles and bytes of `pass` computed in pieces of `block`; pieces at the borders cost what they hold.
/// Formulas: Vela npu_performance.py and regor ethos_u{55,85}_performance.cpp, without the factors by which
/// these inflate bytes and with borders counted exactly.
PassCost passCost(const Accelerator& accelerator, const Pass& pass, const Block& block);

} // namespace tenbin::ethos_u
