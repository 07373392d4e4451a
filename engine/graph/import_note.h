// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

#include "engine/graph/graph.h"

namespace tenbin {

/// Stable name of a note for files and machine-readable output: "batch_taken_as_one".
std::string_view noteName(ImportNote note);
/// The reverse; nothing for names that this version does not know.
std::optional<ImportNote> noteFromName(std::string_view name);

} // namespace tenbin
