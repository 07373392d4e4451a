// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/compression/pruning.h"
#include "engine/inference/accuracy.h"

namespace tenbin {

struct SensitivityRequest {
    std::shared_ptr<const Graph> network; ///< float or int8
    PruningMethod method = PruningMethod::coordinate;
    std::vector<double> levels; ///< shares that remain
    int bits = 8;
    int group = 32;
    int threads = 0;
};

/// One layer pruned alone, all others dense; not retrained.
struct LayerSensitivity {
    std::string layer;         ///< operator's name
    std::int64_t elements = 0; ///< weights of the layer
    std::vector<Accuracy> at;  ///< one a level
};

struct Sensitivity {
    Accuracy dense; ///< quantised, nothing pruned
    std::vector<double> levels;
    std::vector<LayerSensitivity> layers; ///< prunable ones in the order in which they run
};

/// Measures every layer alone at every level. `done` of `count` measurements is told after each.
/// Errors: those of quantising and running. Stopping leaves what was measured: whole layers only.
Result<Sensitivity> scanSensitivity(const SensitivityRequest& request, const DataSet& calibration, const DataSet& test,
                                    const std::function<void(int done, int count)>& observe = {},
                                    const RunControl& control = {});

/// For every layer the smallest share at which, alone, it costs at most `loss` (0.01: one point) of the
/// dense accuracy, and at which no larger share costs more; 1 where every level costs more. What a sweep
/// takes as its floors.
std::map<std::string, double> proposedFloors(const Sensitivity& scan, double loss);

} // namespace tenbin
