// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/graph/operator.h"
#include "models/ethos_u/accelerator.h"

namespace tenbin::ethos_u {

/// Versions of the compiler whose placement and schedules differ.
enum class Toolchain : std::uint8_t { vela3, vela5 };

/// Whether the compiler's table of supported operators has the kind at all for this generation: SUPPORTED_OPS.md of
/// Vela 3.10.0 and 5.1.0. Renamings are on it; quantisers are not, but for QUANTIZE.
/// Vela 3.10 knows no U85: there the table of 5.1 counts.
bool isListed(OperatorKind kind, Generation generation, Toolchain toolchain);

/// Whether the table allows feature maps of 32 bits (of 64 bits: `bits` = 64) for the kind on U55 and U65.
bool takesWideMaps(OperatorKind kind, int bits, Toolchain toolchain);

} // namespace tenbin::ethos_u
