// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/targets/target.h"

namespace tenbin {

// A network shares its chip with the program around it. What every program needs (stacks, run-time system, boot
// loader) a preset gives as `memory.<id>.reserved_bytes`; what the user's own one needs beside the network are two
// numbers that every such target has, 0 unless set.

/// RAM and flash that the user's own firmware needs, in bytes.
inline constexpr std::string_view kFirmwareRam = "firmware_ram_bytes", kFirmwareFlash = "firmware_flash_bytes";
/// No chip of these classes has more: what is above is a slip of the keyboard.
inline constexpr double kLargestFirmware = 1099511627776.0;

/// Index of the memory that `key` (one of the two) is taken from: the first on the chip that holds feature maps, the
/// first that holds weights alone. Nothing for any other key, where the target has no such memory, and where the
/// program keeps its data apart (trait `firmware = "apart"`: the memories are an accelerator's alone).
std::optional<std::size_t> firmwareMemory(const Target& target, std::string_view key);

/// The two numbers as options, those of them that this target has.
std::vector<OptionSpec> firmwareOptions(const Target& target);

} // namespace tenbin
