// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/targets/target.h"

#include <algorithm>

namespace tenbin {

const OptionChoice* OptionSpec::findChoice(std::string_view id) const
{
    const auto it = std::find_if(choices.begin(), choices.end(), [&](const OptionChoice& c) { return c.id == id; });
    if (it == choices.end())
        return nullptr;
    return &*it;
}

const OptionSpec* Target::findOption(std::string_view key) const
{
    const auto it = std::find_if(options.begin(), options.end(), [&](const OptionSpec& o) { return o.key == key; });
    if (it == options.end())
        return nullptr;
    return &*it;
}

} // namespace tenbin
