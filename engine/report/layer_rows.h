// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/estimate/estimate.h"
#include "engine/graph/graph.h"
#include "engine/tables/table.h"

namespace tenbin {

/// One operator of an estimate as tables show it. What nobody published is absent.
struct LayerRow {
    std::uint32_t index = 0;
    std::string kind, name;
    std::string inputShape, outputShape;
    Macs macs;
    std::int64_t parameters = 0;
    std::optional<Cycles> cycles;   ///< absent: the target's time is known, its clock or cycles are not
    std::optional<Seconds> latency; ///< absent: unknown, or the operator runs nowhere
    std::optional<double> share;    ///< of the whole latency, 0 to 1; all rows and the overhead sum to 1
    std::optional<double> utilisation;
    Bound bound = Bound::none;
    Bytes bytesMoved;
    std::optional<Joules> energy;
    ExecutionUnit unit = ExecutionUnit::fused;
};

/// One row an operator, in execution order.
std::vector<LayerRow> layerRows(const Estimate& estimate, const Graph& graph);

/// Sums over some rows. A sum is absent where one of its parts is.
struct LayerTotals {
    int rows = 0;
    Macs macs;
    std::int64_t parameters = 0;  ///< of every row; shared weights count once a use
    std::optional<Cycles> cycles; ///< absent also where units with clocks of their own took part
    std::optional<Seconds> latency;
    std::optional<double> share;
    Bytes bytesMoved;
    std::optional<Joules> energy;
};
LayerTotals totalsOf(const std::vector<const LayerRow*>& rows);

/// Share of the latency that no layer has: start and end of an inference.
double overheadShare(const Estimate& estimate);
/// Energy of an inference that no layer has; absent if the estimate has no energy.
std::optional<Joules> overheadEnergy(const Estimate& estimate);

/// One line an operator for programs: raw numbers, units in the headings.
Table layerTable(const std::vector<LayerRow>& rows);

} // namespace tenbin
