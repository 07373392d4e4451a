// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <utility>

#include "engine/validation/statistics.h"

namespace tenbin {

/// Networks that a share of rows needs to say anything: below, one network is nearly a tenth of it.
inline constexpr std::size_t kNetworksThatTell = 12;

/// Errors of estimates of networks that took no part in what they rest on (engine/calibration).
struct LeftOutSummary {
    ErrorSummary errors;
    std::size_t networks = 0;

    /// Whether there are enough networks for the coverage of the ranges to mean something.
    bool tellsCoverage() const { return networks >= kNetworksThatTell && errors.coverage.has_value(); }
};

/// By family and metric; "all" families together.
using LeftOutSummaries = std::map<std::pair<std::string, std::string>, LeftOutSummary>;

} // namespace tenbin
