// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/calibration/calibration.h"
#include "engine/calibration/parameter.h"

namespace tenbin {

/// Half-width w such that four of five truths lie in [estimate / (1 + w), estimate · (1 + w)], from left-out errors
/// (estimate / measurement - 1). The order statistic of split conformal prediction, which is right for any number of
/// errors (Vovk, Gammerman, Shafer: Algorithmic Learning in a Random World, 2005); the largest error where there are too
/// few.
double leftOutHalfWidth(const std::vector<double>& errors);

/// The ranges of all files of the fitted parameters, each from the nearest group of rows that is large enough; none
/// for files without such a group, whose range stays an assumption.
std::vector<FittedRange> leftOutRanges(const RangeRule& rule, const std::vector<FitParameter>& parameters,
                                       const std::vector<FittedRow>& rows);

} // namespace tenbin
