// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <vector>

#include "engine/core/result.h"
#include "engine/graph/graph.h"

namespace tenbin {

/// A graph as a TensorFlow Lite flatbuffer (schema version 3, identifier TFL3).
/// Constants without values are written with empty buffers: shapes and costs survive, values do not.
/// Reading it back gives an equal graph (same hash).
Result<std::vector<std::byte>> writeTflite(const Graph& graph);
/// Errors: fileUnwritable; a partly written file is removed.
Result<void> saveTflite(const Graph& graph, const std::filesystem::path& path);

} // namespace tenbin
