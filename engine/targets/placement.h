// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/targets/configuration.h"

namespace tenbin {

// Where a layer runs is the compiler's choice; a user may take single layers from the accelerator and
// give them to the processor beside it: "placement.<operator>" = "cpu". Operators are counted from 0 in
// execution order, so a placement belongs to one network and goes when another takes its place.

inline constexpr std::string_view kOnProcessor = "cpu", kAsCompiled = "auto";

std::string placementKey(std::uint32_t op);

/// Number of the operator that a placement key names; nothing for any other key.
std::optional<std::uint32_t> placedOperator(std::string_view key);

/// The target has an accelerator and a processor that can take its layers.
bool canPlaceOnProcessor(const Target& target);

bool isPlacedOnProcessor(const Configuration& configuration, std::uint32_t op);

/// The configuration without its placements.
Configuration withoutPlacements(Configuration configuration);

} // namespace tenbin
