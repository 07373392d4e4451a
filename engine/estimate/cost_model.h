// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/estimate/estimate.h"
#include "engine/estimate/prepared_network.h"
#include "engine/graph/graph.h"
#include "engine/targets/settings.h"
#include "engine/targets/target_file.h"

namespace tenbin {

/// How one hardware architecture runs networks. Stateless: thread-safe by construction.
class CostModel {
public:
    virtual ~CostModel() = default;

    /// Which numbers and options its presets hold.
    virtual const ArchitectureSchema& schema() const = 0;

    /// Costs every operator and plans the memories. Never fails: what the
    /// hardware cannot do becomes a blocking reason, and the layers that it can
    /// do are costed all the same.
    virtual Evaluation evaluate(const Graph& graph, const Settings& settings) const = 0;

    /// Parameters that prepare() leaves open, so that a sweep evaluates them over columns.
    virtual std::span<const std::string_view> scalingKeys() const { return {}; }
    /// Everything that scalingKeys() do not touch, done once; null: each point is evaluated whole.
    /// `settings` and `graph` outlive the result; `parts` belongs to this graph and target.
    virtual std::unique_ptr<const PreparedNetwork> prepare(const Graph&, const Settings&, SharedParts&) const
    {
        return nullptr;
    }
};

} // namespace tenbin
