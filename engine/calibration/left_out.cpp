// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/calibration/left_out.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace tenbin {

namespace {

constexpr double kShare = 0.8;
/// What takes less of a network's time leaves no trace in its latency.
constexpr double kVisibleShare = 0.05;
/// An estimate with more of its time in unmeasured kinds of operators says nothing of the measured ones.
constexpr double kMostUnmeasured = 0.1;

double ratioOf(const LeftOutRow& row) { return std::exp(std::abs(std::log1p(row.error))); }

/// Errors of one group of rows, without those of one architecture.
struct GroupErrors {
    std::vector<double> ratios;
    std::set<std::string> networks;
    std::optional<MeasuredSizes> sizes;
};

void include(std::optional<MeasuredSizes>& sizes, double macs)
{
    if (!sizes)
        sizes = MeasuredSizes{macs, macs};
    sizes->fewest = std::min(sizes->fewest, macs);
    sizes->most = std::max(sizes->most, macs);
}

GroupErrors errorsOf(const std::vector<const LeftOutRow*>& members, const std::string& withoutArchitecture)
{
    GroupErrors errors;
    for (const LeftOutRow* row : members) {
        if (row->architecture == withoutArchitecture)
            continue;
        if (row->macs)
            include(errors.sizes, *row->macs);
        if (row->unmeasured > kMostUnmeasured)
            continue;
        errors.ratios.push_back(ratioOf(*row));
        errors.networks.insert(row->network);
    }
    return errors;
}

/// Rows by the name of a group. Names of different levels and metrics differ.
using Groups = std::map<std::string, std::vector<const LeftOutRow*>>;

std::string groupName(const LeftOutRow& row, std::size_t level)
{
    return row.range->place.key + '\n' + std::to_string(level) + '\n' + row.groups[level];
}

Groups groupsOf(const std::vector<LeftOutRow>& rows)
{
    Groups groups;
    for (const LeftOutRow& row : rows)
        if (row.range)
            for (std::size_t level = 0; level < row.groups.size(); ++level)
                groups[groupName(row, level)].push_back(&row);
    return groups;
}

/// The nearest group of the row's file that is large enough without one architecture.
std::optional<std::pair<GroupErrors, std::string>> nearestGroup(const Groups& groups, const LeftOutRow& row,
                                                                const std::string& withoutArchitecture)
{
    for (std::size_t level = 0; level < row.groups.size(); ++level) {
        GroupErrors errors = errorsOf(groups.at(groupName(row, level)), withoutArchitecture);
        if (errors.networks.size() >= row.leastNetworks)
            return std::pair{std::move(errors), row.groups[level]};
    }
    return std::nullopt;
}

/// What the other networks of its group deserve, wider for what they did not show.
double halfWidthOf(const LeftOutRow& row, const GroupErrors& others)
{
    double outside = 1.0;
    if (row.macs && others.sizes)
        outside = others.sizes->outside(*row.macs);
    return widened(leftOutHalfWidth(others.ratios), row.unmeasured, outside);
}

std::optional<FittedRange> rangeOf(const Groups& groups, const LeftOutRow& row)
{
    const auto nearest = nearestGroup(groups, row, {});
    if (!nearest)
        return std::nullopt;
    const auto& [errors, group] = *nearest;
    return FittedRange{.place = *row.range,
                       .committed = row.committed,
                       .found = leftOutHalfWidth(errors.ratios),
                       .median = quantile(errors.ratios, 0.5).value_or(1.0) - 1.0,
                       .rows = errors.ratios.size(),
                       .networks = errors.networks.size(),
                       .group = group,
                       .sizes = errors.sizes,
                       .committedSizes = row.committedSizes};
}

} // namespace

double leftOutHalfWidth(std::vector<double> ratios)
{
    if (ratios.empty())
        return 0.0;
    std::sort(ratios.begin(), ratios.end());
    const auto count = static_cast<double>(ratios.size());
    const double rank = std::clamp(kShare * (count + 1.0), 1.0, count); // the first is 1
    const auto below = static_cast<std::size_t>(rank) - 1;
    const auto above = std::min(below + 1, ratios.size() - 1);
    const double between = rank - std::floor(rank);
    return ratios[below] * std::pow(ratios[above] / ratios[below], between) - 1.0;
}

void setUnmeasured(std::vector<LeftOutRow>& rows, const std::vector<std::map<std::string, double>>& timeByKind)
{
    std::map<std::string, std::map<std::string, std::set<std::string>>> seen; // family, kind: architectures
    for (std::size_t i = 0; i < rows.size(); ++i)
        for (const auto& [kind, share] : timeByKind[i])
            if (share >= kVisibleShare)
                seen[rows[i].family][kind].insert(rows[i].architecture);
    for (std::size_t i = 0; i < rows.size(); ++i)
        for (const auto& [kind, share] : timeByKind[i]) {
            if (!rows[i].widensByOperators)
                continue;
            const std::set<std::string>& architectures = seen[rows[i].family][kind];
            const bool byOthers = architectures.size() > architectures.count(rows[i].architecture);
            rows[i].unmeasured += byOthers ? 0.0 : share;
        }
}

std::vector<FittedRange> setRanges(std::vector<LeftOutRow>& rows)
{
    const Groups groups = groupsOf(rows);
    std::map<FilePlace, FittedRange> ranges;
    for (LeftOutRow& row : rows) {
        if (!row.range)
            continue;
        if (!ranges.contains(*row.range))
            if (auto range = rangeOf(groups, row))
                ranges.emplace(*row.range, std::move(*range));
        if (const auto others = nearestGroup(groups, row, row.architecture))
            row.halfWidth = halfWidthOf(row, others->first);
    }
    std::vector<FittedRange> list;
    for (auto& [place, range] : ranges)
        list.push_back(std::move(range));
    return list;
}

LeftOutSummaries summariesOf(const std::vector<LeftOutRow>& rows)
{
    std::map<std::pair<std::string, std::string>, std::vector<ScoredValue>> values;
    std::map<std::pair<std::string, std::string>, std::set<std::string>> networks;
    for (const LeftOutRow& row : rows) {
        ScoredValue value{row.measured * (1.0 + row.error), row.measured, std::nullopt, std::nullopt};
        if (row.halfWidth && *row.halfWidth > 0.0) {
            value.low = value.predicted / (1.0 + *row.halfWidth);
            value.high = value.predicted * (1.0 + *row.halfWidth);
        }
        for (const std::string& family : {row.family, std::string("all")}) {
            values[{family, row.metric}].push_back(value);
            networks[{family, row.metric}].insert(row.network);
        }
    }
    LeftOutSummaries summaries;
    for (const auto& [key, list] : values)
        summaries[key] = {.errors = summarise(list), .networks = networks[key].size()};
    return summaries;
}

} // namespace tenbin
