// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "engine/core/result.h"
#include "engine/formats/common/import_options.h"
#include "engine/formats/common/model_file.h"
#include "engine/graph/graph.h"

namespace tenbin {

/// Reads a TensorFlow Lite flatbuffer. Constants point into `file`, which the graph keeps alive.
///
/// Errors, with file, byte offset and element: modelTruncated, modelCorrupt, modelVersion,
/// modelEmpty, modelTooLarge, indexOutOfRange, cyclicGraph, shapeMismatch, shapeUnknown,
/// attributeInvalid, operatorMalformed.
Result<std::shared_ptr<const Graph>> readTflite(const ModelFile& file, const ImportOptions& options = {});

} // namespace tenbin
