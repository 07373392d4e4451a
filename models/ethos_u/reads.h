// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace tenbin::ethos_u {

/// One axis of a map, cut into blocks of outputs.
struct BlockedAxis {
    std::int64_t outputs = 1, block = 1; ///< elements of the axis, and of a block (the last may be shorter)
    std::int64_t stride = 1, span = 1;   ///< of the window, in elements of the enlarged input
    std::int64_t upscale = 1;            ///< the input is read enlarged by this factor
    std::int64_t inputs = 1;             ///< elements of the input axis
};

/// Rows (or columns) of the input that all blocks along one axis read together: windows overlap, borders are padding.
/// The number of blocks does not matter for the time it takes.
double readAlong(const BlockedAxis& axis);

} // namespace tenbin::ethos_u
