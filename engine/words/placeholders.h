// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tenbin {

/// Replaces %1 … %9 by the arguments; a missing argument leaves nothing behind. A % before anything else stays.
std::string fillPlaceholders(std::string_view text, const std::vector<std::string>& arguments);

} // namespace tenbin
