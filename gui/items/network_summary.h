// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include <QString>

#include "engine/graph/data_type.h"
#include "engine/graph/graph.h"

namespace tenbin {

/// What the shelf says of a network.
struct NetworkSummary {
    Shape input; ///< of the first input, without the batch
    Macs macs;
    std::int64_t parameters = 0;
    DataType type;
};

NetworkSummary summarise(const Graph& graph);
/// "96×96×3".
QString inputText(const NetworkSummary& summary);
/// "96×96×3 · 7.49 M MAC · 221 k par."
QString summaryText(const NetworkSummary& summary);
/// "int8".
QString typeText(const NetworkSummary& summary);

} // namespace tenbin
