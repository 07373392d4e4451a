// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>

#include "engine/targets/target_file.h"

namespace tenbin {

/// The part of presets/schema.md that lists every key an architecture understands, as Markdown.
std::string presetSchemaMarkdown(std::span<const ArchitectureSchema* const> schemas);

} // namespace tenbin
