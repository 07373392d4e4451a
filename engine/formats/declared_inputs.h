// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <vector>

#include "engine/core/result.h"
#include "engine/formats/common/declared_input.h"

namespace tenbin {

/// What a model file says of its inputs, weights unread. Formats that are only recognised: nothing.
/// Errors: those of a file that cannot be opened or is damaged.
Result<std::vector<DeclaredInput>> declaredInputs(const std::filesystem::path& path);

} // namespace tenbin
