// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "engine/words/words.h"

namespace tenbin {

/// An English template in the reader's language.
inline std::string translated(std::string_view english, const Wording& wording)
{
    if (!wording.translate)
        return std::string(english);
    return wording.translate(english);
}

} // namespace tenbin
