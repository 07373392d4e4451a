// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/estimate/estimate.h"
#include "engine/graph/graph.h"
#include "engine/targets/settings.h"
#include "engine/targets/target_file.h"
#include "engine/validation/mapping_rules.h"
#include "engine/validation/statistics.h"
#include "engine/validation/verdict_score.h"

namespace tenbin {

/// A measurement with the estimate of the same thing, in the row's unit.
struct ScoredRow {
    Measurement measurement;
    std::string network; ///< "zoo:..." or file below the folder of models
    std::string target, family;
    std::string metric; ///< latency_ms, energy_uj, cycles, weights_kib, activation_ram_kib, peak_ram_kib
    Configuration configuration;
    bool own = false; ///< measured by the user, not published
    ScoredValue value;
};

/// A measurement that was not scored, with the reason; none is dropped in silence.
struct UnscoredRow {
    Measurement measurement;
    std::string reason;
};

struct ValidationReport {
    std::vector<ScoredRow> scored;
    std::vector<UnscoredRow> unscored;
    std::vector<ScoredVerdict> verdicts;

    /// Summary of each (family, metric) and, under the family "all", of each metric.
    std::map<std::pair<std::string, std::string>, ErrorSummary> summaries() const;
};

/// How the validation reaches what lies above it.
struct ValidationContext {
    const TargetLibrary& targets;
    const MappingRules& rules;
    /// Network of a mapped row: the published file where it is at hand, else the built-in one.
    std::function<Result<std::shared_ptr<const Graph>>(const MappedRow&)> network;
    std::function<Result<Estimate>(const Graph&, const Target&, const Configuration&)> estimate;
};

/// A row with everything that its estimate needs.
struct ScorableRow {
    Measurement measurement;
    MappedRow mapped;
    bool own = false; ///< measured by the user, not published
    std::shared_ptr<const Graph> network;
    const Target* target = nullptr; ///< of the context's library
    Configuration configuration;

    std::string metric() const;      ///< of the estimate: frame rates are scored as latencies
    std::string networkName() const; ///< "zoo:..." or file below the folder of models
    /// Of the network without width, input size and the like, "zoo:mobilenet_v1": what one such network tells of another
    /// is too much for it to count as never seen.
    std::string architectureName() const;
};

/// The rows that can be mapped; what is left out goes to `unscored`, with the reason.
std::vector<ScorableRow> scorableRows(const std::vector<Measurement>& rows, const ValidationContext& context,
                                      std::vector<UnscoredRow>& unscored);

/// What `estimate` says of the row, in the row's unit; empty where it says nothing or only a bound.
std::optional<ScoredValue> scoreRow(const ScorableRow& row, const Estimate& estimate);

/// Scores every row that can be mapped. Pure but for what the context's functions do.
ValidationReport validate(const std::vector<Measurement>& rows, const ValidationContext& context);

} // namespace tenbin
