// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/graph/operator.h"
#include "models/ethos_u/accelerator.h"

namespace tenbin::ethos_u {

/// Versions of the compiler whose placement and schedules differ.
enum class Toolchain : std::uint8_t { vela3, vela5 };

/// What the limits on shapes of a listed operator are about; support.cpp holds them, a generation and version each.
enum class ShapeLimit : std::uint8_t {
    unlisted, ///< not on the list: no shape fits
    none,     ///< any shape fits
    convolution,
    depthwise,
    transposed,
    product,    ///< with weights, or of two maps
    mapProduct, ///< of two maps
    pooling,
    softmax,
    mean,
    resize,
    argMax,
    transpose,
    slice,
    pad,
    gather,
    broadcast, ///< operands of different sizes
};
ShapeLimit shapeLimitOf(OperatorKind kind);

/// Whether the compiler's table of supported operators has the kind at all for this generation: SUPPORTED_OPS.md of
/// Vela 3.10.0 and 5.1.0. Renamings are on it; quantisers are not, but for QUANTIZE.
/// Vela 3.10 knows no U85: there the table of 5.1 counts.
bool isListed(OperatorKind kind, Generation generation, Toolchain toolchain);

/// Whether the table allows feature maps of 32 bits (of 64 bits: `bits` = 64) for the kind on U55 and U65.
bool takesWideMaps(OperatorKind kind, int bits, Toolchain toolchain);

} // namespace tenbin::ethos_u
