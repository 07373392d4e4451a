// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/graph/operator.h"

namespace tenbin {

/// What the ONNX reader does with one operator of the standard's operator sets 1 to 25.
struct OnnxOperatorSupport {
    enum class Treatment {
        lowered,  ///< becomes an operator of Tenbin, `kind`
        replaced, ///< vanishes, or becomes the operators it consists of
        sized,    ///< keeps its name (no target supports it) and is sized by the standard's rules
        named,    ///< keeps its name, and the size that the file declares; else a lower bound
    };
    std::string_view name;
    int since = 1; ///< operator set that brought it
    Treatment treatment = Treatment::named;
    std::optional<OperatorKind> kind; ///< where it is lowered
    bool folds = false;               ///< computed at import where all it reads is constant
};

/// Every operator of the default domain, by name. The list of names is that of
/// github.com/onnx/onnx, docs/Operators.md; the rest is asked of the reader's own tables.
std::vector<OnnxOperatorSupport> onnxOperatorSupport();

/// The operators as a table in Markdown, for docs/FORMATS.md.
std::string onnxOperatorTable();

} // namespace tenbin
