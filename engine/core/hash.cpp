// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/hash.h"

#include <fmt/format.h>

namespace tenbin {

std::string toHex(std::uint64_t hash) { return fmt::format("{:016x}", hash); }

} // namespace tenbin
