// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "engine/tables/table.h"

namespace tenbin {

/// A cell or a line of Markdown that stays what it is.
std::string escapedMarkdown(std::string_view text);

/// A table in GitHub's dialect, without its caption: numbers to the right, the best of a row bold.
std::string toMarkdown(const Table& table);

} // namespace tenbin
