// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/study/study_file.h"

namespace tenbin {

struct RunOptions {
    int threads = 0; ///< 0: one a core
    Shard shard;     ///< exhaustive search only
};

/// How a run ended.
struct RunSummary {
    std::uint64_t before = 0;    ///< points that were there
    std::uint64_t evaluated = 0; ///< points that this run added
    bool whole = false;          ///< everything (of the shard) is there now
};

/// Called from the run's threads, one at a time, with what was just committed.
using RunObserver = std::function<void(const std::vector<PointBatch>&)>;

/// Evaluates what the study lacks and commits it batch by batch, at least five times a second: what is
/// committed survives a kill and is never evaluated again. Errors: studyBusy and those of StudyFile.
Result<RunSummary> runStudy(StudyFile& file, const StudyInfo& study, const SpaceEvaluator& evaluator,
                            const RunOptions& options, const RunControl& control, const RunObserver& observer = {});

} // namespace tenbin
