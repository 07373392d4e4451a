// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/calibration/left_out_range.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "engine/validation/statistics.h"

namespace tenbin {

namespace {

constexpr double kShare = 0.8;

/// Left-out errors of all rows that read a parameter whose range group number `level` reads `name`.
std::vector<double> errorsOfGroup(std::size_t level, const std::string& name,
                                  const std::vector<FitParameter>& parameters, const std::vector<FittedRow>& rows)
{
    std::vector<double> errors;
    for (const FittedRow& row : rows) {
        const bool belongs = std::any_of(row.numbers.begin(), row.numbers.end(), [&](std::size_t index) {
            const auto& groups = parameters[index].rangeGroups;
            return level < groups.size() && groups[level] == name;
        });
        if (belongs)
            errors.push_back(row.leftOut);
    }
    return errors;
}

} // namespace

double leftOutHalfWidth(const std::vector<double>& errors)
{
    if (errors.empty())
        return 0.0;
    std::vector<double> ratios;
    ratios.reserve(errors.size());
    for (const double error : errors)
        ratios.push_back(std::exp(std::abs(std::log1p(error))) - 1.0);
    std::sort(ratios.begin(), ratios.end());
    const auto rank = static_cast<std::size_t>(std::ceil(kShare * static_cast<double>(ratios.size() + 1)));
    return ratios[std::min(rank, ratios.size()) - 1];
}

std::vector<FittedRange> leftOutRanges(const RangeRule& rule, const std::vector<FitParameter>& parameters,
                                       const std::vector<FittedRow>& rows)
{
    std::map<std::filesystem::path, const FitParameter*> files;
    for (const FitParameter& parameter : parameters)
        if (!parameter.rangeGroups.empty())
            files.emplace(parameter.place.file, &parameter);
    std::vector<FittedRange> ranges;
    for (const auto& [file, parameter] : files)
        for (std::size_t level = 0; level < rule.groups.size(); ++level) {
            const std::string& group = parameter->rangeGroups[level];
            const std::vector<double> errors = errorsOfGroup(level, group, parameters, rows);
            if (errors.size() < rule.leastRows)
                continue;
            std::vector<double> sizes;
            sizes.reserve(errors.size());
            for (const double error : errors)
                sizes.push_back(std::abs(error));
            ranges.push_back({.place = {file, {.option = {}, .choice = {}, .key = rule.key}},
                              .committed = {},
                              .found = leftOutHalfWidth(errors),
                              .median = quantile(std::move(sizes), 0.5).value_or(0.0),
                              .rows = errors.size(),
                              .group = group});
            break;
        }
    return ranges;
}

} // namespace tenbin
