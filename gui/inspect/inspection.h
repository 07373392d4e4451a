// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "engine/inspection/energy_breakdown.h"
#include "engine/inspection/graph_layout.h"
#include "engine/inspection/memory_map.h"
#include "engine/inspection/roofline.h"
#include "engine/inspection/timeline.h"
#include "gui/app/workspace_state.h"

class QString;

namespace tenbin {

/// One answer with what the charts draw of it. Constant once made.
struct Inspection {
    std::shared_ptr<const Answer> answer; ///< with graph and estimate
    Timeline timeline;
    std::vector<MemoryMap> memories;
    EnergyBreakdown energy;
    std::vector<Roofline> rooflines; ///< one a memory

    const Estimate& estimate() const { return *answer->estimate; }
    const Graph& graph() const { return *answer->graph; }
    /// Position of an operator in Estimate::layers; layers are in execution order.
    const LayerCost* layer(OperatorId op) const
    {
        return op.valid() && op.index < estimate().layers.size() ? &estimate().layers[op.index] : nullptr;
    }
};
using InspectionPtr = std::shared_ptr<const Inspection>;

/// Null where the answer has no estimate.
InspectionPtr inspect(std::shared_ptr<const Answer> answer, const Target& target);

/// "CONV_2D 7: 1.20 ms": how charts name an operator.
QString operatorTitle(const Inspection& inspection, OperatorId op);

} // namespace tenbin
