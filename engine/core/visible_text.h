// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace tenbin {

/// How letters that steer a terminal instead of being read are written.
enum class Escape {
    line, ///< as \x1b or \u202e; ends of lines too: names, messages
    text, ///< the same, but lines end where they end
    json, ///< as \u001b, which JSON reads back as the letter
};

/// `text` without control characters (C0, DEL, C1), direction marks and overrides, line separators and bytes that
/// are not UTF-8: a name in a file must not move the cursor, set the title or turn the line around.
std::string visible(std::string_view text, Escape escape = Escape::line);

} // namespace tenbin
