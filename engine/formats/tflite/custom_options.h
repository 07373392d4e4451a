// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/graph/operator.h"

namespace tenbin {

/// Attributes of kinds that the format lacks, as the FlexBuffers map that custom operators carry.
std::vector<std::uint8_t> writeCustomOptions(const Attributes& attributes);
/// The reverse; no attributes if the bytes are absent or not of that form.
Attributes readCustomOptions(std::span<const std::uint8_t> bytes);

} // namespace tenbin
