// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "engine/comparison/comparison.h"
#include "engine/report/layer_rows.h"

namespace tenbin {

/// How operators of two columns were put beside each other.
enum class LayerAlignment : std::uint8_t {
    sameNetwork, ///< operator by operator
    byOrder,     ///< networks differ: operators of one kind, in order, at equal resolutions where there is a choice
    impossible,  ///< too little in common to say anything: fewer than a quarter of the operators find a partner
    unknown,     ///< a column has no estimate
};

/// Operators beside each other; absent where one side has none.
struct LayerPair {
    std::optional<LayerRow> left, right;
    std::optional<double>
        latencyDifference; ///< right / left - 1; absent where either is unknown or the left takes no time
    std::optional<double> energyDifference;
    /// Right minus left in s: what the pair adds to the whole difference. An absent operator takes no time.
    std::optional<Seconds> latencyGain;
};

struct LayerComparison {
    LayerAlignment alignment = LayerAlignment::unknown;
    std::vector<LayerPair> pairs; ///< in execution order; empty unless aligned
    Seconds longest;              ///< of all layers on either side: the length of a full bar
    std::optional<Seconds>
        wholeGain; ///< of the whole inference, start and end included; absent where either is unknown
    std::optional<std::size_t> widest; ///< pair whose latencies differ most
};

LayerComparison compareLayers(const ComparedColumn& left, const ComparedColumn& right);

} // namespace tenbin
