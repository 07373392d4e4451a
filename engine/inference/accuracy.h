// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "engine/core/run_control.h"
#include "engine/inference/data_set.h"
#include "engine/inference/executor.h"

namespace tenbin {

/// Right answers among a number of samples, with the range that holds the network's true accuracy
/// 95 times out of 100 (Wilson's score interval).
struct Accuracy {
    std::int64_t correct = 0, samples = 0;

    double value() const { return samples ? static_cast<double>(correct) / static_cast<double>(samples) : 0.0; }
    double low() const { return bound(-1.0); }
    double high() const { return bound(1.0); }

private:
    double bound(double sign) const;
};

struct AccuracyReport {
    Accuracy accuracy;
    double seconds = 0.0;                             ///< wall time of the inferences
    std::vector<std::vector<std::int64_t>> confusion; ///< [label][answer]
    std::vector<std::optional<std::size_t>> answers;  ///< class by sample; none where it was stopped before
};

/// Runs the network on every sample, on up to `threads` threads (0: all), and compares the largest
/// output with the label. Errors: dataShape, labelRange. Stopping early leaves fewer samples.
Result<AccuracyReport> measureAccuracy(const Executor& executor, const DataSet& data, int threads = 0,
                                       const RunControl& control = {});

} // namespace tenbin
