// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>

#include <tl/expected.hpp>

#include "engine/core/error.h"

namespace tenbin {

/// A value, or the reason why there is none. Errors travel as values; the
/// engine throws nothing of its own.
template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(ErrorCode code, std::vector<std::string> arguments = {}, ErrorLocation where = {})
{
    return tl::make_unexpected(Error{code, std::move(arguments), std::move(where)});
}

} // namespace tenbin
