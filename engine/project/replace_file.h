// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>

#include "engine/core/result.h"

namespace tenbin {

/// Lets `build` write a database beside `target` and puts it in the target's place in one step: after a kill
/// the target is the old file or the new one. A journal of the old file goes with it. Errors: those of
/// `build`, fileUnwritable.
Result<void> replaceFile(const std::filesystem::path& target,
                         const std::function<Result<void>(const std::filesystem::path&)>& build);

} // namespace tenbin
