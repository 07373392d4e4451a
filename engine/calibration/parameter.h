// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/calibration/calibration_plan.h"
#include "engine/calibration/number_places.h"

namespace tenbin {

/// A number that a plan fits, with the names of the factors that it shares.
struct FitParameter {
    FilePlace place; ///< file: below the folder of presets
    double committed = 0.0, guess = 1.0, spread = 0.0;
    std::optional<double> most; ///< what physics allows
    std::vector<SharedFactor> factors;
    std::vector<TiedNumber> followers;

    double limited(double value) const { return most ? std::min(value, *most) : value; }
};

/// The number's part in `plan`; empty if no rule names it.
std::optional<FitParameter> parameterOf(const FitPlan& plan, const FilePlace& place);

} // namespace tenbin
