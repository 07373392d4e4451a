// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "engine/core/error.h"
#include "engine/estimate/estimate.h"

namespace tenbin {

/// Stable names for machine-readable output: "memory_exceeded", "fits_with_changes".
std::string_view codeName(ErrorCode code);
std::string_view codeName(ReasonCode code);
std::string_view codeName(VerdictKind verdict);
std::string_view codeName(Bound bound);
std::string_view codeName(ExecutionUnit unit);
std::string_view codeName(EnergyComponent component);

} // namespace tenbin
