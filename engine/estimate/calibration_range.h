// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "engine/estimate/estimate.h"
#include "engine/graph/graph.h"
#include "engine/targets/target_file.h"

namespace tenbin {

/// How much of an inference rests on operators that no published figure of the architecture held.
struct UnmeasuredShare {
    double latency = 0.0;               ///< of the layers' latency, 0 to 1
    std::vector<std::string> operators; ///< kinds, largest share first
};

/// Empty where the schema names no measured operators: then the model widens by itself.
UnmeasuredShare unmeasuredShare(const Evaluation& evaluation, const Graph& graph, const ArchitectureSchema& schema);

} // namespace tenbin
