// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/formats/tflite_file.h"
#include "engine/graph/graph.h"

namespace tenbin {

/// A tensor as the file declares it.
struct DeclaredTensor {
    Tensor tensor;        ///< open dimensions count as 1
    Shape declared;       ///< the same with -1 for open dimensions
    bool open = false;    ///< the shape is not to be believed
    bool known = false;   ///< the file gives a rank
    bool scratch = false; ///< working memory of a compiled operator
};

/// The tensors of subgraph `index`. A tensor that nobody writes is a constant, even where its
/// values are not in the file; what is missing is remarked.
/// Errors: those of a damaged file, with place.
Result<std::vector<DeclaredTensor>> readTfliteTensors(const TfliteFile& file, std::size_t index,
                                                      std::vector<ImportRemark>& remarks);

} // namespace tenbin
