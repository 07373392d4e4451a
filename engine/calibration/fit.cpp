// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/calibration/fit.h"

#include <algorithm>
#include <cmath>

namespace tenbin {

namespace {

constexpr double kDerivativeStep = 1e-3;  // of a logarithm
constexpr double kRefused = 5.0;          // numbers that the model does not take: no step leads there
constexpr double kEightyPercent = 1.2816; // standard deviations to either side

bool has(const std::vector<std::string>& list, const std::string& text)
{
    return std::find(list.begin(), list.end(), text) != list.end();
}

} // namespace

Fit::Fit(const FitPlan& plan, const CalibrationContext& context, const std::map<std::string, NumberPlaces>& places)
    : m_plan(plan), m_context(context), m_places(places), m_team(context.threads)
{
}

void Fit::collect(const std::vector<ScorableRow>& rows)
{
    for (const auto& [metrics, list] : {std::pair{&m_plan.metrics, &m_rows}, {&m_plan.followingMetrics, &m_following}})
        for (std::size_t i = 0; i < rows.size(); ++i)
            if (!rows[i].own && has(m_plan.families, rows[i].mapped.family) && has(*metrics, rows[i].metric()))
                collectRow(rows[i], i, *list);
}

FitReport Fit::run()
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
    return report;
}

void Fit::collectRow(const ScorableRow& row, std::size_t index, std::vector<Row>& list)
{
    const auto settings = Settings::resolve(*row.target, row.configuration);
    if (!settings)
        return;
    Row fitted{.row = &row, .index = index, .settings = *settings, .parameters = {}};
    for (const auto& [key, place] : m_places.at(row.target->id).placesUnder(row.configuration)) {
        const Sourced<double>* number = fitted.settings.sourced(key);
        if (!number || number->kind != SourceKind::fitted || row.configuration.values.contains(key))
            continue;
        const FilePlace below = placeBelow(place, m_context.presets);
        // Rows that follow decide nothing: what no other row reads is not fitted.
        if (&list == &m_following && !m_indices.contains(below))
            continue;
        if (const auto parameter = indexOf(below, number->value))
            fitted.parameters.push_back(*parameter);
    }
    if (!fitted.parameters.empty() && error(fitted, nullptr) && takesNumbers(fitted))
        list.push_back(std::move(fitted));
}

/// Whether the row's target lets its fitted numbers be set.
bool Fit::takesNumbers(const Row& row) const
{
    Eigen::VectorXd committed(static_cast<Eigen::Index>(m_parameters.size()));
    for (std::size_t i = 0; i < m_parameters.size(); ++i)
        committed(static_cast<Eigen::Index>(i)) = std::log(m_parameters[i].committed);
    return error(row, &committed).has_value();
}

/// Index of the parameter, which is new where this is the first row that reads it; empty if no rule names it.
std::optional<std::size_t> Fit::indexOf(const FilePlace& place, double committed)
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
std::optional<double> Fit::error(const Row& fitted, const Eigen::VectorXd* logParameters) const
{
    const ScorableRow& row = *fitted.row;
    Configuration configuration = row.configuration;
    if (logParameters)
        for (const std::size_t index : fitted.parameters) {
            const FitParameter& parameter = m_parameters[index];
            const double value = parameter.limited(std::exp((*logParameters)(static_cast<Eigen::Index>(index))));
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

double Fit::errorAt(const Row& row, const Eigen::VectorXd& logParameters) const
{
    return error(row, &logParameters).value_or(kRefused);
}

LogFitProblem Fit::problemOf()
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

Eigen::VectorXd Fit::errors(const Eigen::VectorXd& logParameters)
{
    Eigen::VectorXd result(static_cast<Eigen::Index>(m_rows.size()));
    m_team.forEach(m_rows.size(),
                   [&](std::size_t i) { result(static_cast<Eigen::Index>(i)) = errorAt(m_rows[i], logParameters); });
    return result;
}

Eigen::MatrixXd Fit::derivatives(const Eigen::VectorXd& logParameters)
{
    const auto rows = static_cast<Eigen::Index>(m_rows.size());
    Eigen::MatrixXd result = Eigen::MatrixXd::Zero(rows, logParameters.size());
    m_team.forEach(m_rows.size(), [&](std::size_t i) {
        Eigen::VectorXd moved = logParameters;
        for (const std::size_t index : m_rows[i].parameters) {
            const auto column = static_cast<Eigen::Index>(index);
            moved(column) = logParameters(column) + kDerivativeStep;
            const double above = errorAt(m_rows[i], moved);
            moved(column) = logParameters(column) - kDerivativeStep;
            const double below = errorAt(m_rows[i], moved);
            moved(column) = logParameters(column);
            result(static_cast<Eigen::Index>(i), column) = (above - below) / (2.0 * kDerivativeStep);
        }
    });
    return result;
}

void Fit::describeNumbers(const LogFitResult& result, FitReport& report) const
{
    for (std::size_t index = 0; index < m_parameters.size(); ++index) {
        const auto i = static_cast<Eigen::Index>(index);
        const FitParameter& parameter = m_parameters[index];
        const double reach = kEightyPercent * result.logDeviations(i);
        const auto reads = [index](const Row& row) {
            return std::find(row.parameters.begin(), row.parameters.end(), index) != row.parameters.end();
        };
        const double found = parameter.limited(std::exp(result.logParameters(i)));
        report.numbers.push_back({.place = parameter.place,
                                  .committed = parameter.committed,
                                  .found = found,
                                  .interval = {found * std::exp(-reach), parameter.limited(found * std::exp(reach))},
                                  .rows = static_cast<std::size_t>(std::count_if(m_rows.begin(), m_rows.end(), reads)),
                                  .followers = parameter.followers});
    }
}

/// `all`, `without`: logarithms of the parameters with all rows, and without those of the row's network.
FittedRow Fit::described(const Row& row, const Eigen::VectorXd& all, const Eigen::VectorXd& without) const
{
    return {.row = row.index,
            .model = row.row->measurement.model,
            .target = row.row->target->id,
            .network = row.row->networkName(),
            .committed = std::expm1(error(row, nullptr).value_or(0.0)),
            .found = std::expm1(errorAt(row, all)),
            .leftOut = std::expm1(errorAt(row, without))};
}

void Fit::describeRows(const LogFitProblem& problem, const LogFitResult& result, FitReport& report) const
{
    std::map<std::string, std::vector<bool>> architectures;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        auto& members = architectures[m_rows[i].row->architectureName()];
        members.resize(m_rows.size());
        members[i] = true;
    }
    std::map<std::string, Eigen::VectorXd> without;
    for (const auto& [architecture, members] : architectures)
        without[architecture] = fitWithout(problem, result, members);
    for (const auto& [rows, described] : {std::pair{&m_rows, &report.rows}, {&m_following, &report.following}})
        for (const Row& row : *rows) {
            const auto leftOut = without.find(row.row->architectureName());
            const Eigen::VectorXd& numbers = leftOut == without.end() ? result.logParameters : leftOut->second;
            described->push_back(this->described(row, result.logParameters, numbers));
        }
}

} // namespace tenbin
