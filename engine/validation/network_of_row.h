// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>

#include "engine/core/result.h"
#include "engine/graph/graph.h"
#include "engine/validation/mapping_rules.h"

namespace tenbin {

/// The network of a mapped row: the published file where it lies below `models`
/// (a folder; empty: none is at hand), else the built-in one. Files with weights
/// are preferred because zeros in them change what some targets do.
/// Errors: those of the importer and the zoo; fileNotFound where only the file
/// would do and it is not there.
Result<std::shared_ptr<const Graph>> networkOfRow(const MappedRow& row, const std::filesystem::path& models);

} // namespace tenbin
