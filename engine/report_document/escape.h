// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace tenbin {

/// Text inside XML or HTML, also inside a quoted attribute; control characters that XML forbids are left out.
std::string escapedXml(std::string_view text);
/// A word that a POSIX shell takes as it is.
std::string shellWord(std::string_view text);
std::string base64(std::span<const unsigned char> bytes);

} // namespace tenbin
