// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "engine/estimate/estimate.h"

namespace tenbin {

/// What an evaluation comes to: the one place where layers are summed and memories judged, for estimates as for the
/// figures of a sweep.
struct EvaluationSums {
    std::optional<Seconds> latency;             ///< of what can run; absent: not known, or nothing can
    std::optional<double> framesPerSecond;      ///< absent: not known, or not all can run
    std::optional<Joules> energy;               ///< of one inference; absent: not known, or not all can run
    VerdictKind verdict = VerdictKind::unknown; ///< as it is, without remedies
};

EvaluationSums sumsOf(const Evaluation& evaluation);

} // namespace tenbin
