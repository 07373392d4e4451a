// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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

} // namespace tenbin
