// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "engine/core/result.h"
#include "engine/formats/common/import_options.h"
#include "engine/formats/common/model_file.h"
#include "engine/graph/graph.h"

namespace tenbin {

/// Reads an ONNX model and brings it to the conventions of `operator.h`: NHWC feature
/// maps, resolved shapes and axes, folded quantisers, batch normalisation and activations.
///
/// Errors, with file and node: modelTruncated, modelCorrupt, modelVersion, modelEmpty,
/// modelTooLarge, cyclicGraph, shapeMismatch, shapeUnknown, attributeInvalid, operatorMalformed.
Result<std::shared_ptr<const Graph>> readOnnx(const ModelFile& file, const ImportOptions& options = {});

} // namespace tenbin
