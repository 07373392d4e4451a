// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/calibration/calibration.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "engine/calibration/fit.h"
#include "engine/graph/analysis.h"

namespace tenbin {

namespace {

/// The range that depends on how large a network is (engine/estimate/calibration_range.h).
constexpr const char* kLatencyRange = "accuracy.latency";

using PlacesByTarget = std::map<std::string, NumberPlaces>;

Result<PlacesByTarget> placesOf(const TargetLibrary& library)
{
    PlacesByTarget places;
    for (const Target& target : library.targets) {
        auto read = NumberPlaces::read(target);
        if (!read)
            return tl::make_unexpected(read.error());
        places.emplace(target.id, std::move(*read));
    }
    return places;
}

bool has(const std::vector<std::string>& list, const std::string& text)
{
    return std::find(list.begin(), list.end(), text) != list.end();
}

/// Parts of an inference that kinds of operators take; empty where the metric does not follow from time.
std::map<std::string, double> timeByKind(const ScorableRow& row, const Estimate& estimate)
{
    std::map<std::string, double> shares;
    if (row.mapped.layer || row.metric().ends_with("_kib") || !estimate.latency
        || !(estimate.latency->value.count() > 0.0))
        return shares;
    for (const LayerCost& layer : estimate.layers)
        if (layer.latency.count() > 0.0)
            shares[std::string(toString(row.network->op(layer.op).kind))] += layer.latency / estimate.latency->value;
    return shares;
}

/// Says where the row's half-width stands and which groups it belongs to.
void addRange(LeftOutRow& left, const ScorableRow& row, const CalibrationPlan& plan, const NumberPlaces& places,
              const std::filesystem::path& folder)
{
    const auto settings = Settings::resolve(*row.target, row.configuration);
    const auto all = places.placesUnder(row.configuration);
    for (const RangeRule& rule : plan.ranges) {
        const auto place = all.find(rule.key);
        if (!settings || !has(rule.families, left.family) || !has(rule.metrics, left.metric) || place == all.end())
            continue;
        const FilePlace below = placeBelow(place->second, folder);
        const std::string path = below.file.generic_string();
        std::smatch match;
        if (!std::regex_search(path, match, rule.file))
            continue;
        left.range = below;
        left.committed = settings->find(rule.key);
        left.committedSizes = measuredSizes(*settings);
        left.widensByOperators = rule.widensByOperators;
        if (rule.key == kLatencyRange)
            left.macs = totalMacs(*row.network).toDouble();
        left.leastNetworks = rule.leastNetworks;
        for (const std::string& group : rule.groups)
            left.groups.push_back(match.format(group));
        return;
    }
}

/// Every row that can be scored, with the error that it has when its network is left out.
class LeftOutRows {
public:
    LeftOutRows(const CalibrationPlan& plan, const CalibrationContext& context, const PlacesByTarget& places)
        : m_plan(plan), m_context(context), m_places(places)
    {
    }

    std::vector<LeftOutRow> of(const std::vector<ScorableRow>& rows, const std::vector<FitReport>& fits)
    {
        std::map<std::size_t, double> errors; // with the network left out, by row
        for (const FitReport& fit : fits)
            for (const auto* list : {&fit.rows, &fit.following})
                for (const FittedRow& row : *list)
                    errors[row.row] = row.leftOut;
        for (std::size_t i = 0; i < rows.size(); ++i)
            if (!rows[i].own)
                add(rows[i], errors.contains(i) ? std::optional(errors[i]) : std::nullopt);
        setUnmeasured(m_rows, m_shares);
        return std::move(m_rows);
    }

private:
    void add(const ScorableRow& row, std::optional<double> leftOut)
    {
        const auto estimate = m_context.validation.estimate(*row.network, *row.target, row.configuration);
        const auto value = estimate ? scoreRow(row, *estimate) : std::nullopt;
        if (!value || value->predicted <= 0.0)
            return;
        LeftOutRow left{.family = row.mapped.family,
                        .metric = row.metric(),
                        .model = row.measurement.model,
                        .target = row.target->id,
                        .network = row.networkName(),
                        .architecture = row.architectureName(),
                        .measured = value->measured,
                        .error = leftOut.value_or(value->error()),
                        .unmeasured = 0.0,
                        .macs = {},
                        .range = {},
                        .groups = {},
                        .leastNetworks = 1,
                        .widensByOperators = false,
                        .halfWidth = {},
                        .committedSizes = {},
                        .committed = {}};
        // A layer alone has no range of its own: those of networks say nothing of it.
        if (value->high && !row.mapped.layer)
            left.halfWidth = *value->high / value->predicted - 1.0;
        if (!row.mapped.layer)
            addRange(left, row, m_plan, m_places.at(row.target->id), m_context.presets);
        m_rows.push_back(std::move(left));
        m_shares.push_back(timeByKind(row, *estimate));
    }

    const CalibrationPlan& m_plan;
    const CalibrationContext& m_context;
    const PlacesByTarget& m_places;
    std::vector<LeftOutRow> m_rows;
    std::vector<std::map<std::string, double>> m_shares;
};

} // namespace

FilePlace placeBelow(const FilePlace& place, const std::filesystem::path& folder)
{
    return {place.file.lexically_relative(folder), place.place};
}

Result<CalibrationReport> calibrate(const CalibrationPlan& plan, const std::vector<Measurement>& rows,
                                    const CalibrationContext& context)
{
    const auto places = placesOf(context.validation.targets);
    if (!places)
        return tl::make_unexpected(places.error());
    std::vector<UnscoredRow> unscored;
    const std::vector<ScorableRow> scorable = scorableRows(rows, context.validation, unscored);
    CalibrationReport report;
    for (const FitPlan& fitPlan : plan.fits) {
        Fit fit(fitPlan, context, *places);
        fit.collect(scorable);
        report.fits.push_back(fit.run());
    }
    report.leftOut = LeftOutRows(plan, context, *places).of(scorable, report.fits);
    report.ranges = setRanges(report.leftOut);
    return report;
}

Result<std::vector<std::string>> fittedWithoutRows(const CalibrationReport& report, const CalibrationContext& context)
{
    const auto places = placesOf(context.validation.targets);
    if (!places)
        return tl::make_unexpected(places.error());
    std::set<FilePlace> fitted;
    for (const FitReport& fit : report.fits)
        for (const FittedNumber& number : fit.numbers)
            fitted.insert(number.place);
    std::set<std::string> names;
    for (const auto& [target, numbers] : *places)
        for (const FilePlace& number : numbers.fitted())
            if (const FilePlace place = placeBelow(number, context.presets); !fitted.contains(place))
                names.insert(place.file.generic_string() + ' ' + place.place.key);
    return std::vector<std::string>(names.begin(), names.end());
}

double presetRounding(double value) { return std::stod(fmt::format("{:.2e}", value)); }

bool agree(double committed, double found)
{
    constexpr double kThreeDigits = 0.006; // half a unit of the third digit, and what the order of threads may change
    return committed > 0.0 && found > 0.0 && std::abs(std::log(found / committed)) <= kThreeDigits;
}

bool rangesAgree(const FittedRange& range)
{
    constexpr double kTenth = 0.1;
    if (!range.committed || *range.committed <= 0.0 || range.found <= 0.0
        || std::abs(std::log(range.found / *range.committed)) > kTenth)
        return false;
    if (!range.sizes)
        return true;
    return range.committedSizes && agree(range.committedSizes->fewest, range.sizes->fewest)
           && agree(range.committedSizes->most, range.sizes->most);
}

} // namespace tenbin
