// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/graph/operator.h"

namespace tenbin {

/// What the TensorFlow Lite reader does with one builtin operator of the schema.
struct TfliteOperatorSupport {
    enum class Treatment {
        read,     ///< becomes an operator of Tenbin, `kind`
        body,     ///< calls other subgraphs, whose operators stand in its place
        constant, ///< of a constant: vanishes, the constant keeps its stored width; else as `kind`, or by its name
        named,    ///< keeps its name and the size that the file declares; no target supports it
    };
    std::string name; ///< "CONV_2D"
    int code = 0;
    Treatment treatment = Treatment::named;
    std::optional<OperatorKind> kind;
};

/// Every builtin operator of tflite.fbs, by code; asked of the reader's own tables.
std::vector<TfliteOperatorSupport> tfliteOperatorSupport();

/// The operators as a table in Markdown, for docs/FORMATS.md.
std::string tfliteOperatorTable();

} // namespace tenbin
