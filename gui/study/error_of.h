// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "engine/core/result.h"

namespace tenbin {

/// What went wrong; nothing where nothing did.
template <class T>
std::optional<Error> errorOf(const Result<T>& result)
{
    if (result)
        return std::nullopt;
    return result.error();
}

} // namespace tenbin
