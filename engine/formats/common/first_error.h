// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/result.h"

namespace tenbin {

/// The error of the first of several results that has one; at least one must.
template <class First, class... Rest>
tl::unexpected<Error> firstError(const First& first, const Rest&... rest)
{
    if constexpr (sizeof...(rest) > 0)
        if (first)
            return firstError(rest...);
    return tl::make_unexpected(first.error());
}

} // namespace tenbin
