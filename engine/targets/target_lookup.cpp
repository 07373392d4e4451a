// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/targets/target_lookup.h"

#include <algorithm>

#include "engine/core/close_names.h"

namespace tenbin {

Result<const Target*> targetMeant(const TargetLibrary& library, std::string_view text)
{
    if (const Target* exact = library.find(text))
        return exact;
    std::vector<std::string> ids;
    std::vector<std::string> names;
    for (const Target& target : library.targets) {
        ids.push_back(target.id);
        names.push_back(target.name);
    }
    if (const std::string id = onlyName(text, ids); !id.empty())
        return library.find(id);
    if (const std::string name = onlyName(text, names); !name.empty())
        return &library.targets[static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin())];
    Error error{ErrorCode::targetUnknown, {std::string(text)}, {}};
    error.suggestions = closeNames(text, ids);
    if (error.suggestions.empty())
        for (const std::string& name : closeNames(text, names))
            error.suggestions.push_back(
                ids[static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin())]);
    return tl::make_unexpected(std::move(error));
}

} // namespace tenbin
