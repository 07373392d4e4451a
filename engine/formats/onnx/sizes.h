// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <onnx/onnx_pb.h>

#include "engine/core/result.h"
#include "engine/formats/common/declared_input.h"
#include "engine/formats/common/import_options.h"
#include "engine/graph/graph.h"

namespace tenbin {

/// Settles the sizes of the network's inputs: what the file says, what the user gives, an open
/// batch as 1. Symbolic dimensions get their size wherever their name appears; where a given
/// size replaces one of the file, the shapes declared behind the inputs are dropped.
///
/// Errors (element is the input): inputSizeOpen, inputSizeInvalid, shapeUnknown (no tensor).
Result<void> resolveInputSizes(onnx::GraphProto& graph, const ImportOptions& options,
                               std::vector<ImportRemark>& remarks);

/// An input as the file declares it; a dimension in front, or one that is called so, is a batch.
DeclaredInput declaredInput(const onnx::ValueInfoProto& input);

} // namespace tenbin
