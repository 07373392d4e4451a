// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/calibration/calibration.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "engine/calibration/left_out_range.h"
#include "engine/calibration/log_fit.h"
#include "engine/calibration/parameter.h"
#include "engine/core/parallel.h"

namespace tenbin {

namespace {

constexpr double kDerivativeStep = 1e-3;  // of a logarithm
constexpr double kRefused = 5.0;          // numbers that the model does not take: no step leads there
constexpr double kEightyPercent = 1.2816; // standard deviations to either side

/// A row, and the parameters of the plan that its estimate reads.
struct FitRow {
    const ScorableRow* row = nullptr;
    Settings settings; ///< as committed
    std::vector<std::size_t> parameters;
};

/// The same place, its file named from the folder of presets.
FilePlace below(const FilePlace& place, const std::filesystem::path& folder)
{
    return {place.file.lexically_relative(folder), place.place};
}

/// One plan with its rows; lives for one fit.
class Fit {
public:
    Fit(const FitPlan& plan, const CalibrationContext& context)
        : m_plan(plan), m_context(context), m_team(context.threads)
    {
    }

    void collect(const std::vector<ScorableRow>& rows, const std::map<std::string, NumberPlaces>& places)
    {
        for (const ScorableRow& row : rows)
            if (concerns(row))
                collectRow(row, places.at(row.target->id));
    }

    FitReport run()
    {
        FitReport report;
        report.name = m_plan.name;
        report.families = m_plan.families;
        if (m_rows.empty() || m_parameters.empty())
            return report;
        const LogFitProblem problem = problemOf();
        const LogFitResult result = fitLogarithms(problem);
        describeNumbers(result, report);
        describeRows(problem, result, report);
        if (m_plan.range)
            describeRanges(*m_plan.range, report);
        return report;
    }

private:
    bool concerns(const ScorableRow& row) const
    {
        const auto has = [](const std::vector<std::string>& list, const std::string& text) {
            return std::find(list.begin(), list.end(), text) != list.end();
        };
        return !row.own && has(m_plan.families, row.mapped.family) && has(m_plan.metrics, row.metric());
    }

    void collectRow(const ScorableRow& row, const NumberPlaces& places)
    {
        const auto settings = Settings::resolve(*row.target, row.configuration);
        if (!settings)
            return;
        FitRow fitted{.row = &row, .settings = *settings, .parameters = {}};
        for (const auto& [key, place] : places.placesUnder(row.configuration)) {
            const Sourced<double>* number = fitted.settings.sourced(key);
            if (number && m_plan.range && key == m_plan.range->key)
                m_committedRanges[below(place, m_context.presets)] = number->value;
            if (!number || number->kind != SourceKind::fitted || row.configuration.values.contains(key))
                continue;
            if (const auto index = indexOf(below(place, m_context.presets), number->value))
                fitted.parameters.push_back(*index);
        }
        if (!fitted.parameters.empty() && error(fitted, nullptr) && takesNumbers(fitted))
            m_rows.push_back(std::move(fitted));
    }

    /// Whether the row's target lets its fitted numbers be set.
    bool takesNumbers(const FitRow& fitted) const
    {
        Eigen::VectorXd committed(static_cast<Eigen::Index>(m_parameters.size()));
        for (std::size_t i = 0; i < m_parameters.size(); ++i)
            committed(static_cast<Eigen::Index>(i)) = std::log(m_parameters[i].committed);
        return error(fitted, &committed).has_value();
    }

    /// Index of the parameter, which is new where this is the first row that reads it; empty if no rule names it.
    std::optional<std::size_t> indexOf(const FilePlace& place, double committed)
    {
        const auto known = m_indices.find(place);
        if (known != m_indices.end())
            return known->second;
        auto parameter = parameterOf(m_plan, place);
        if (!parameter)
            return std::nullopt;
        parameter->committed = committed;
        m_parameters.push_back(std::move(*parameter));
        m_indices[place] = m_parameters.size() - 1;
        return m_parameters.size() - 1;
    }

    /// ln(estimate / measurement) with these logarithms of the parameters; null: with the presets as they are.
    std::optional<double> error(const FitRow& fitted, const Eigen::VectorXd* logParameters) const
    {
        const ScorableRow& row = *fitted.row;
        Configuration configuration = row.configuration;
        if (logParameters)
            for (const std::size_t index : fitted.parameters) {
                const FitParameter& parameter = m_parameters[index];
                const double value = std::exp((*logParameters)(static_cast<Eigen::Index>(index)));
                configuration.values[parameter.place.place.key] = value;
                for (const TiedNumber& follower : parameter.followers)
                    if (fitted.settings.sourced(follower.key))
                        configuration.values[follower.key] = value * follower.ratio;
            }
        const auto estimate = m_context.validation.estimate(*row.network, *row.target, configuration);
        const auto value = estimate ? scoreRow(row, *estimate) : std::nullopt;
        if (!value || value->predicted <= 0.0)
            return std::nullopt;
        return std::log(value->predicted / value->measured);
    }

    double errorAt(std::size_t row, const Eigen::VectorXd& logParameters) const
    {
        return error(m_rows[row], &logParameters).value_or(kRefused);
    }

    LogFitProblem problemOf()
    {
        LogFitProblem problem;
        const auto count = static_cast<Eigen::Index>(m_parameters.size());
        problem.logGuess.resize(count);
        std::map<std::string, Eigen::Index> factors;
        for (const FitParameter& parameter : m_parameters)
            for (const SharedFactor& factor : parameter.factors)
                factors.emplace(factor.name, count + static_cast<Eigen::Index>(factors.size()));
        problem.basis = Eigen::MatrixXd::Zero(count, count + static_cast<Eigen::Index>(factors.size()));
        for (Eigen::Index i = 0; i < count; ++i) {
            const FitParameter& parameter = m_parameters[static_cast<std::size_t>(i)];
            problem.logGuess(i) = std::log(parameter.guess);
            problem.basis(i, i) = parameter.spread;
            for (const SharedFactor& factor : parameter.factors)
                problem.basis(i, factors.at(factor.name)) = factor.spread;
        }
        problem.spread = m_plan.rowSpread;
        problem.errors = [this](const Eigen::VectorXd& x) { return errors(x); };
        problem.derivatives = [this](const Eigen::VectorXd& x) { return derivatives(x); };
        return problem;
    }

    Eigen::VectorXd errors(const Eigen::VectorXd& logParameters)
    {
        Eigen::VectorXd result(static_cast<Eigen::Index>(m_rows.size()));
        m_team.forEach(m_rows.size(),
                       [&](std::size_t i) { result(static_cast<Eigen::Index>(i)) = errorAt(i, logParameters); });
        return result;
    }

    Eigen::MatrixXd derivatives(const Eigen::VectorXd& logParameters)
    {
        const auto rows = static_cast<Eigen::Index>(m_rows.size());
        Eigen::MatrixXd result = Eigen::MatrixXd::Zero(rows, logParameters.size());
        m_team.forEach(m_rows.size(), [&](std::size_t i) {
            Eigen::VectorXd moved = logParameters;
            for (const std::size_t index : m_rows[i].parameters) {
                const auto column = static_cast<Eigen::Index>(index);
                moved(column) = logParameters(column) + kDerivativeStep;
                const double above = errorAt(i, moved);
                moved(column) = logParameters(column) - kDerivativeStep;
                const double below = errorAt(i, moved);
                moved(column) = logParameters(column);
                result(static_cast<Eigen::Index>(i), column) = (above - below) / (2.0 * kDerivativeStep);
            }
        });
        return result;
    }

    void describeNumbers(const LogFitResult& result, FitReport& report) const
    {
        for (std::size_t index = 0; index < m_parameters.size(); ++index) {
            const auto i = static_cast<Eigen::Index>(index);
            const FitParameter& parameter = m_parameters[index];
            const double reach = kEightyPercent * result.logDeviations(i);
            const auto reads = [index](const FitRow& row) {
                return std::find(row.parameters.begin(), row.parameters.end(), index) != row.parameters.end();
            };
            report.numbers.push_back(
                {.place = parameter.place,
                 .committed = parameter.committed,
                 .found = std::exp(result.logParameters(i)),
                 .interval = {std::exp(result.logParameters(i) - reach), std::exp(result.logParameters(i) + reach)},
                 .rows = static_cast<std::size_t>(std::count_if(m_rows.begin(), m_rows.end(), reads)),
                 .followers = parameter.followers});
        }
    }

    void describeRanges(const RangeRule& rule, FitReport& report) const
    {
        report.ranges = leftOutRanges(rule, m_parameters, report.rows);
        for (FittedRange& range : report.ranges)
            if (const auto committed = m_committedRanges.find(range.place); committed != m_committedRanges.end())
                range.committed = committed->second;
    }

    /// Name under which rows are left out together.
    static std::string networkOf(const FitRow& row)
    {
        const std::string& zoo = row.row->network->origin().zooSpec;
        return zoo.empty() ? row.row->mapped.file : "zoo:" + zoo;
    }

    void describeRows(const LogFitProblem& problem, const LogFitResult& result, FitReport& report) const
    {
        std::map<std::string, std::vector<bool>> networks;
        for (std::size_t i = 0; i < m_rows.size(); ++i) {
            auto& members = networks[networkOf(m_rows[i])];
            members.resize(m_rows.size());
            members[i] = true;
        }
        std::map<std::string, Eigen::VectorXd> without;
        for (const auto& [network, members] : networks)
            without[network] = fitWithout(problem, result, members);
        for (std::size_t i = 0; i < m_rows.size(); ++i) {
            const FitRow& row = m_rows[i];
            const std::string network = networkOf(row);
            report.rows.push_back({.model = row.row->measurement.model,
                                   .target = row.row->target->id,
                                   .network = network,
                                   .committed = std::expm1(error(row, nullptr).value_or(0.0)),
                                   .found = std::expm1(result.errors(static_cast<Eigen::Index>(i))),
                                   .leftOut = std::expm1(errorAt(i, without.at(network))),
                                   .numbers = row.parameters});
        }
    }

    const FitPlan& m_plan;
    const CalibrationContext& m_context;
    ThreadTeam m_team;
    std::vector<FitParameter> m_parameters;
    std::map<FilePlace, std::size_t> m_indices;
    std::map<FilePlace, double> m_committedRanges;
    std::vector<FitRow> m_rows;
};

Result<std::map<std::string, NumberPlaces>> placesOf(const TargetLibrary& library)
{
    std::map<std::string, NumberPlaces> places;
    for (const Target& target : library.targets) {
        auto read = NumberPlaces::read(target);
        if (!read)
            return tl::make_unexpected(read.error());
        places.emplace(target.id, std::move(*read));
    }
    return places;
}

bool isPlanned(const CalibrationPlan& plan, const FilePlace& place)
{
    const std::string path = place.file.generic_string();
    const bool fits = std::any_of(plan.fits.begin(), plan.fits.end(),
                                  [&](const FitPlan& fit) { return parameterOf(fit, place).has_value(); });
    return fits || std::any_of(plan.unfitted.begin(), plan.unfitted.end(), [&](const UnfittedRule& rule) {
               return std::regex_search(path, rule.file)
                      && std::find(rule.keys.begin(), rule.keys.end(), place.place.key) != rule.keys.end();
           });
}

} // namespace

Result<std::vector<FitReport>> calibrate(const CalibrationPlan& plan, const std::vector<Measurement>& rows,
                                         const CalibrationContext& context)
{
    const auto places = placesOf(context.validation.targets);
    if (!places)
        return tl::make_unexpected(places.error());
    std::vector<UnscoredRow> unscored;
    const std::vector<ScorableRow> scorable = scorableRows(rows, context.validation, unscored);
    std::vector<FitReport> reports;
    for (const FitPlan& fitPlan : plan.fits) {
        Fit fit(fitPlan, context);
        fit.collect(scorable, *places);
        reports.push_back(fit.run());
    }
    return reports;
}

Result<std::vector<std::string>> fittedWithoutPlan(const CalibrationPlan& plan, const CalibrationContext& context)
{
    const auto places = placesOf(context.validation.targets);
    if (!places)
        return tl::make_unexpected(places.error());
    std::set<std::string> names;
    for (const auto& [target, numbers] : *places)
        for (const FilePlace& number : numbers.fitted()) {
            const FilePlace place = below(number, context.presets);
            if (!isPlanned(plan, place))
                names.insert(place.file.generic_string() + ' ' + place.place.key);
        }
    return std::vector<std::string>(names.begin(), names.end());
}

double presetRounding(double value) { return std::stod(fmt::format("{:.2e}", value)); }

bool agree(double committed, double found)
{
    constexpr double kThreeDigits = 0.006; // half a unit of the third digit, and what the order of threads may change
    return committed > 0.0 && found > 0.0 && std::abs(std::log(found / committed)) <= kThreeDigits;
}

} // namespace tenbin
