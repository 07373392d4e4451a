// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/comparison/compared_figure.h"
#include "engine/comparison/comparison_question.h"
#include "engine/estimate/estimator.h"
#include "engine/graph/graph.h"
#include "engine/targets/target_file.h"
#include "engine/validation/validation.h"

namespace tenbin {

/// A column with its answer, or with why there is none: a file that is gone, a preset that nobody has.
struct ComparedColumn {
    ComparisonColumn asked;
    std::shared_ptr<const Graph> network;
    std::shared_ptr<const Target> target;
    std::shared_ptr<const Estimate> estimate; ///< null: see error
    std::optional<Error> error;

    /// The user's caption, else "MobileNet v2 · Sony IMX500"; ids where the column has no answer.
    std::string title() const;
    /// What the importer of the network had to assume.
    std::vector<ImportRemark> remarks() const;
};

/// How good the best cell of a row is.
enum class BestMark : std::uint8_t {
    none,
    nominal, ///< the best value, but the intervals of others reach it
    clear,   ///< its interval lies apart from every other's
};

/// A published or own measurement of exactly a column's network, target and settings, in the row's unit.
struct CellMeasurement {
    double value = 0.0;
    double error = 0.0; ///< estimate / measurement - 1
    std::string source;
};

struct ComparedCell {
    std::optional<double> value;          ///< in the row's unit; absent: unknown
    std::optional<double> low, high;      ///< should hold the truth four times out of five
    bool atLeast = false, atMost = false; ///< the value is only a bound on that side
    std::optional<double> halfWidth;      ///< relative, of the interval: 0.15 for "±15 %"
    std::optional<double>
        difference; ///< value / reference - 1; absent in the reference column and where either is unknown or a bound
    BestMark best = BestMark::none;
    std::optional<VerdictKind> verdict;    ///< of the verdict's row
    std::optional<double> fitsProbability; ///< beside the verdict, as Estimate::fitsProbability
    std::string text;                      ///< what the number speaks of: a memory's name, the package
    std::string source;                    ///< of numbers that presets or people give
    std::vector<CellMeasurement> measured;

    bool isBound() const { return atLeast || atMost; }
};

struct ComparedRow {
    ComparedFigure figure{};
    std::vector<ComparedCell> cells; ///< one a column
    double greatest = 0.0;           ///< of all values and ends of intervals: the length of a full bar
    double least = 0.0;              ///< the smallest above 0 of the same; 0: there is none
};

/// Plain data: figures side by side.
struct Comparison {
    std::string name;
    std::vector<ComparedColumn> columns;
    std::optional<std::size_t> reference;
    std::vector<ComparedRow>
        rows; ///< in the order of kComparedFigures; optional figures only where some column has them

    const ComparedRow* find(ComparedFigure figure) const;
};

/// How the comparison reaches what lies above it.
struct ComparisonContext {
    const TargetLibrary& targets;
    NetworkLoader network;
    EstimateFunction estimate;
    std::span<const ScoredRow> measurements = {};
};

/// Answers every column; what cannot be answered is an error in its column, never of the whole.
/// Errors in columns: those of `network` and `estimate`, targetUnknown.
Comparison compare(const ComparisonQuestion& question, const ComparisonContext& context);
/// One column of it, for whoever keeps answers.
ComparedColumn compareColumn(const ComparisonColumn& column, const ComparisonContext& context);
/// The rows over columns that are answered already.
Comparison arrange(std::string name, std::optional<std::size_t> reference, std::vector<ComparedColumn> columns,
                   std::span<const ScoredRow> measurements = {});

/// Columns that run as they are: the verdict is "fits" or nobody published enough to say.
bool runsAsIs(const ComparedColumn& column);
/// The measurements of `metric` ("latency_ms", "energy_uj") about exactly this column.
std::vector<const ScoredRow*> measurementsOf(const ComparedColumn& column, std::string_view metric,
                                             std::span<const ScoredRow> rows);

} // namespace tenbin
