// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

#include "engine/validation/validation.h"

namespace tenbin {

/// Where measured rows come from, and the function that estimates what they measured.
struct MeasurementPlaces {
    std::vector<std::filesystem::path> presetFolders; ///< mapping rules and published tables; none: no rows
    std::filesystem::path ownFolder;                  ///< the user's tables; empty: none
    std::function<Result<Estimate>(const Graph&, const Target&, const Configuration&)> estimate;
};

/// Published and own measurements of the targets named by `ids`, scored with the networks that Tenbin builds.
/// Tables that cannot be read give no rows. Stopping gives none.
std::vector<ScoredRow> measurementsOfTargets(const TargetLibrary& library, const std::set<std::string>& ids,
                                             const MeasurementPlaces& places, std::stop_token stop = {});

} // namespace tenbin
