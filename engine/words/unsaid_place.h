// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"

namespace tenbin {

/// Where an error is, without what its sentence names already: "There is no file x." needs no "(x)".
ErrorLocation unsaidPlace(const Error& error);

} // namespace tenbin
