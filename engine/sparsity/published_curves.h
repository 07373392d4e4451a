// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/result.h"

namespace tenbin {

/// One published measurement. Percent and percentage points, as printed there.
struct PublishedPoint {
    double removed = 0.0;             ///< percent
    std::optional<double> accuracy;   ///< percent; absent: only the difference was printed
    std::optional<double> difference; ///< to the dense network, points
    std::string source;
};

/// Points of one network, data set, method and training budget, from few to many removed weights. Nothing
/// lies between or beyond them.
struct PublishedCurve {
    std::string network, data;
    std::string family; ///< of the network: "residual", "depthwise separable", "plain", "inception"
    std::string method; ///< kind: magnitude, n_of_m, filter, channel, stripe, block, random
    std::string name;   ///< what its authors call it
    std::string budget; ///< training spent, in the source's words
    std::string counts; ///< what `removed` is a share of: weights, parameters, operations
    std::vector<PublishedPoint> points;
};

/// published_sparsity.csv in a folder of presets. Errors: fileNotFound, dataFormat (file, line).
Result<std::vector<PublishedCurve>> readPublishedCurves(const std::filesystem::path& file);

} // namespace tenbin
