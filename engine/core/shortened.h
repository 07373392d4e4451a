// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace tenbin {

/// Letters of a name that are shown, beginning and end, where it is longer: a file may hold names of millions.
inline constexpr std::size_t kShownLetters = 160;

/// `name` as it is, or its beginning and its end around "…", `most` letters together. Files and exports for
/// programs keep the whole name.
std::string shortened(std::string_view name, std::size_t most = kShownLetters);

} // namespace tenbin
