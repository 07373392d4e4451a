// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "engine/training/sparsity_sweep.h"

namespace tenbin {

/// A point as studies hold it: counts of right answers with their 95 % interval, losses by epoch, but no key.
std::string toJson(const SparsityPoint& point);
/// Nothing where the text is no point.
std::optional<SparsityPoint> sparsityPointFromJson(const std::string& json);

} // namespace tenbin
