// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "engine/words/words.h"

namespace tenbin {

/// Words in "en" or "ja" without Qt: translations/tenbin_ja.ts, taken in at build time. Numbers keep their
/// point. An unknown language gives English.
Wording wordingIn(std::string_view language);

} // namespace tenbin
