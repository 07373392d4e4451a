// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include "engine/core/result.h"

namespace tenbin {

/// Whole contents of a text file. Errors: fileNotFound, fileUnreadable.
Result<std::string> readTextFile(const std::filesystem::path& file);

} // namespace tenbin
