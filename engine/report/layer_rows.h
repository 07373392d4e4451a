// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/estimate/estimate.h"
#include "engine/graph/graph.h"

namespace tenbin {

/// One operator of an estimate as tables show it.
struct LayerRow {
    std::uint32_t index = 0;
    std::string kind, name;
    std::string inputShape, outputShape;
    Macs macs;
    std::int64_t parameters = 0;
    Cycles cycles;
    Seconds latency;
    double share = 0.0;                 ///< of the whole latency, 0 to 1; all rows and the overhead sum to 1
    std::optional<double> utilisation;
    Bound bound = Bound::none;
    Bytes bytesMoved;
    std::optional<Joules> energy;
    ExecutionUnit unit = ExecutionUnit::fused;
};

/// One row an operator, in execution order.
std::vector<LayerRow> layerRows(const Estimate& estimate, const Graph& graph);

/// Share of the latency that no layer has: start and end of an inference.
double overheadShare(const Estimate& estimate);

/// Comma-separated values (RFC 4180) with raw numbers and '.' as the decimal
/// point; units are in the header, unknown values are empty.
std::string layersToCsv(const std::vector<LayerRow>& rows);

} // namespace tenbin
