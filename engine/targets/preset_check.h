// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/targets/target_file.h"
#include "engine/targets/target_parser.h"

namespace tenbin {

/// What board and architecture say of a preset that was read: presetMissingKey, presetRange,
/// presetArchitecture, presetUnknownKey. Each error has a line where the file has one for it.
std::vector<Error> checkPreset(const ParsedTarget& parsed, const SchemaLookup& schemas);

/// Specification of a key in an architecture's schema or in what all have in common; null: unknown key.
const ParameterSpec* findSpec(const ArchitectureSchema& schema, std::string_view key);

/// Hash over everything of a target that an estimate depends on.
std::uint64_t hashOf(const Target& target);

} // namespace tenbin
