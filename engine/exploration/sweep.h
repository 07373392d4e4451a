// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include "engine/exploration/evaluator.h"

namespace tenbin {

/// Points first … first + count - 1.
struct PointRange {
    std::uint64_t first = 0, count = 0;

    bool operator==(const PointRange&) const = default;
};

/// Points evaluated together, in the order of their numbers.
struct PointBatch {
    PointRange range;
    std::vector<DesignFigures> figures; ///< range.count
};

/// Takes batches one at a time, in the same order for any number of threads. False stops the run.
using PointSink = std::function<bool(const std::vector<PointBatch>&)>;

struct SweepOptions {
    int threads = 0;            ///< 0: one a core
    std::uint64_t batch = 1024; ///< points
};

/// Part `number` (1 … parts) of a space, for job arrays: whole batches, dealt out in turn.
struct Shard {
    std::uint64_t number = 1, parts = 1;
};

/// The batches of `shard` that are not in `done` (any order), cut where done ranges begin.
std::vector<PointRange> openRanges(std::uint64_t size, std::vector<PointRange> done, const SweepOptions& options,
                                   Shard shard = {});

/// Evaluates `ranges`. False if `control` or the sink stopped it: what was handed over stays valid.
bool sweep(const SpaceEvaluator& evaluator, const std::vector<PointRange>& ranges, const SweepOptions& options,
           const RunControl& control, const PointSink& sink);

/// Known points by number, from an earlier run that was stopped.
using KnownPoints = std::unordered_map<std::uint64_t, DesignFigures>;

/// NSGA-II of pagmo over the question's population and generations, each generation in parallel. The same
/// seed visits the same points, so that a stopped run goes on by repeating itself over `known`: no point is
/// evaluated, or handed to the sink, twice. False as of sweep(). Error: questionValue (a search that pagmo refuses).
Result<bool> searchNsga2(const SpaceEvaluator& evaluator, KnownPoints known, const SweepOptions& options,
                         const RunControl& control, const PointSink& sink);

} // namespace tenbin
