// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/words/unsaid_place.h"

#include <algorithm>

namespace tenbin {

ErrorLocation unsaidPlace(const Error& error)
{
    ErrorLocation where = error.where;
    const auto said = [&](const std::string& part) {
        return std::find(error.arguments.begin(), error.arguments.end(), part) != error.arguments.end();
    };
    // With a line or a byte the file stands before them.
    if (!where.line && !where.offset && said(where.file))
        where.file.clear();
    if (said(where.element))
        where.element.clear();
    return where;
}

} // namespace tenbin
