// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/formats/draft/declared_tensor.h"
#include "engine/formats/tflite/file.h"

namespace tenbin {

/// The tensors of subgraph `index`. A tensor that nobody writes is a constant, even where its
/// values are not in the file; what is missing is remarked.
/// Errors: those of a damaged file, with place.
Result<std::vector<DeclaredTensor>> readTfliteTensors(const TfliteFile& file, std::size_t index,
                                                      std::vector<ImportRemark>& remarks);

} // namespace tenbin
