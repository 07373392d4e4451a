// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/calibration/calibration_plan.h"
#include "engine/calibration/number_places.h"
#include "engine/estimate/calibration_range.h"
#include "engine/validation/left_out_summary.h"
#include "engine/validation/validation.h"

namespace tenbin {

/// A row as it is estimated by numbers that never saw its network.
struct LeftOutRow {
    std::string family, metric, model, target, network;
    std::string architecture; ///< what is left out together: every width and input size of a network
    double measured = 0.0;    ///< in the row's unit
    double error = 0.0;       ///< estimate / measurement - 1, network left out
    /// Part of its time (0 to 1) that goes into kinds of operators of which no other network shows what they take. Only
    /// of metrics that follow from time.
    double unmeasured = 0.0;
    std::optional<double> macs;      ///< of the network, where the range depends on them: those of latencies
    std::optional<FilePlace> range;  ///< where the half-width stands that its estimate has, if a RangeRule names it
    std::vector<std::string> groups; ///< that the row belongs to, from the nearest to the widest
    std::size_t leastNetworks = 1;   ///< that a group needs
    bool widensByOperators = false;  ///< as RangeRule says
    std::optional<double> halfWidth; ///< of its range; the committed one until setRanges(); absent: exact
    std::optional<MeasuredSizes> committedSizes;
    std::optional<double> committed; ///< the half-width in the preset, before anything widens it
};

/// The half-width that a file's estimates deserve: four of five left-out errors lie within.
struct FittedRange {
    FilePlace place;
    std::optional<double> committed;
    double found = 0.0;
    double median = 0.0;                         ///< of the sizes of the same errors
    std::size_t rows = 0;                        ///< whose errors counted
    std::size_t networks = 0;                    ///< of these rows
    std::string group;                           ///< which rows those are
    std::optional<MeasuredSizes> sizes;          ///< of these networks, where the range depends on them
    std::optional<MeasuredSizes> committedSizes; ///< what the preset says
};

/// Half-width w such that four of five truths lie in [estimate / (1 + w), estimate · (1 + w)], from ratios of the larger
/// to the smaller of estimate and truth. The order statistic of split conformal prediction (Vovk, Gammerman, Shafer:
/// Algorithmic Learning in a Random World, 2005), between two of them where it falls between; the largest ratio where
/// there are too few. 0 for none.
double leftOutHalfWidth(std::vector<double> ratios);

/// Finds `unmeasured` of every row, from the parts of their time that kinds of operators take (0 to 1, one map a row).
void setUnmeasured(std::vector<LeftOutRow>& rows, const std::vector<std::map<std::string, double>>& timeByKind);

/// The ranges of all files that the rows name, each from the nearest group that is large enough; none for files without
/// such a group, whose range stays an assumption. Gives each row the half-width that the other networks of its group
/// deserve: neither its errors nor its network's took part.
std::vector<FittedRange> setRanges(std::vector<LeftOutRow>& rows);

/// Errors and coverage by (family, metric), and of each metric under "all".
LeftOutSummaries summariesOf(const std::vector<LeftOutRow>& rows);

} // namespace tenbin
