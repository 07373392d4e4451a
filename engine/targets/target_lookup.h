// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "engine/core/result.h"
#include "engine/targets/target_file.h"

namespace tenbin {

/// The target that a person means: its id, its name, or the only one whose id or name holds these words ("himax").
/// Error: targetUnknown, with ids that are close as suggestions.
Result<const Target*> targetMeant(const TargetLibrary& library, std::string_view text);

} // namespace tenbin
