// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/result.h"
#include "engine/formats/common/import_options.h"
#include "engine/formats/common/model_file.h"
#include "engine/formats/draft/input_sizes.h"
#include "engine/graph/graph.h"

namespace tenbin {

/// Reads a whole Keras model: an HDF5 file (.h5) or a .keras archive. Values of an .h5 file are used where they lie.
/// `options` gives the sizes that the file leaves open.
///
/// Errors, with file and layer: formatForeign (weights without a network, a network that is code), modelCorrupt,
/// modelTruncated, modelTooLarge, shapeMismatch, attributeInvalid, operatorMalformed, inputSizeOpen,
/// inputSizeInvalid, and those of GraphBuilder::finish.
Result<std::shared_ptr<const Graph>> readKeras(const ModelFile& file, const ImportOptions& options);

/// What the file declares of the network's inputs. Errors: as readKeras, but for those of layers and sizes.
Result<std::vector<DeclaredTensor>> readKerasInputs(const ModelFile& file);

} // namespace tenbin
