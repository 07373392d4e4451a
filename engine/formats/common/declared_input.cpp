// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/common/declared_input.h"

namespace tenbin {

std::string toString(const DeclaredInput& input)
{
    if (!input.ranked)
        return "?";
    std::string text;
    for (const DeclaredDimension& dimension : input.dimensions) {
        text += text.empty() ? "" : "x";
        if (dimension.size > 0)
            text += std::to_string(dimension.size);
        else
            text += dimension.name.empty() ? "?" : dimension.name;
    }
    return text;
}

} // namespace tenbin
