// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <vector>

#include <Eigen/Core>

namespace tenbin {

/// Estimation of positive parameters from ratios of estimate to measurement.
///
/// A parameter is p = guess · exp(B z): z are standard normal variables (what parameters share and what each has of its
/// own), B (parameters x variables) says how far each may carry a parameter's logarithm. A row's residual is
/// ln(estimate / measurement) / spread. Looked for is the z that minimises
///   sum over rows of huber(residual) + |z|² / 2,
/// the most probable one given the rows; Huber's function keeps one wrong row from bending all others
/// (Huber, Annals of Mathematical Statistics 35, 1964).
struct LogFitProblem {
    Eigen::VectorXd logGuess; ///< ln of the guesses, one a parameter
    Eigen::MatrixXd basis;    ///< B
    double spread = 0.1;      ///< what no parameter explains: standard deviation of ln(estimate / measurement)
    /// ln(estimate / measurement) of every row at these logarithms of the parameters.
    std::function<Eigen::VectorXd(const Eigen::VectorXd& logParameters)> errors;
    /// Derivatives of the same, rows x parameters.
    std::function<Eigen::MatrixXd(const Eigen::VectorXd& logParameters)> derivatives;
};

struct LogFitResult {
    Eigen::VectorXd variables;     ///< z
    Eigen::VectorXd logParameters; ///< ln of the parameters
    Eigen::VectorXd logDeviations; ///< standard deviation of each, given the rows
    Eigen::VectorXd errors;        ///< ln(estimate / measurement) there
    Eigen::MatrixXd derivatives;   ///< there, rows x parameters
};

/// The best parameters: Gauss-Newton steps, halved where one does not help.
LogFitResult fitLogarithms(const LogFitProblem& problem);

/// ln of the parameters as if the rows that `leftOut` names had not been there. Steps go from `result` by its derivatives,
/// errors are evaluated anew at each.
Eigen::VectorXd fitWithout(const LogFitProblem& problem, const LogFitResult& result, const std::vector<bool>& leftOut);

} // namespace tenbin
