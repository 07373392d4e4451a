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

/// A choice of a target's option as the preset calls it, else by its id.
std::string choiceLabel(const Target& target, std::string_view key, const std::string& id);

} // namespace tenbin
