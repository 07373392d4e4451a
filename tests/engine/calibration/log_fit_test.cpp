// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/calibration/log_fit.h"

#include <cmath>

#include <gtest/gtest.h>

namespace tenbin {
namespace {

/// Rows that each measure one parameter: ln(p / measurement).
LogFitProblem direct(const Eigen::VectorXd& logMeasured, const std::vector<Eigen::Index>& parameterOfRow,
                     Eigen::Index parameters)
{
    LogFitProblem problem;
    problem.logGuess = Eigen::VectorXd::Zero(parameters);
    problem.basis = Eigen::MatrixXd::Identity(parameters, parameters);
    problem.errors = [=](const Eigen::VectorXd& x) {
        Eigen::VectorXd errors(logMeasured.size());
        for (Eigen::Index row = 0; row < errors.size(); ++row)
            errors(row) = x(parameterOfRow[static_cast<std::size_t>(row)]) - logMeasured(row);
        return errors;
    };
    problem.derivatives = [=](const Eigen::VectorXd& x) {
        Eigen::MatrixXd derivatives = Eigen::MatrixXd::Zero(logMeasured.size(), x.size());
        for (Eigen::Index row = 0; row < derivatives.rows(); ++row)
            derivatives(row, parameterOfRow[static_cast<std::size_t>(row)]) = 1.0;
        return derivatives;
    };
    return problem;
}

TEST(LogFit, OneRowAndTheGuessAreWeighedByTheirSpreads)
{
    // Prior N(0, 1), row at 0.1 with deviation 0.1: the mean of both by precision, 0.1 · 100 / 101.
    const LogFitProblem problem = direct(Eigen::VectorXd::Constant(1, 0.1), {0}, 1);
    const LogFitResult result = fitLogarithms(problem);
    EXPECT_NEAR(result.logParameters(0), 0.1 * 100.0 / 101.0, 1e-9);
    EXPECT_NEAR(result.logDeviations(0), std::sqrt(1.0 / 101.0), 1e-9);
}

TEST(LogFit, OneWrongRowDoesNotBendTheOthers)
{
    Eigen::VectorXd measured(11);
    measured << 0.30, 0.31, 0.29, 0.30, 0.31, 0.29, 0.30, 0.31, 0.29, 0.30, 3.0;
    const LogFitProblem problem = direct(measured, std::vector<Eigen::Index>(11, 0), 1);
    EXPECT_NEAR(fitLogarithms(problem).logParameters(0), 0.30, 0.03);
    EXPECT_GT(measured.mean(), 0.5); // squares would have followed it
}

TEST(LogFit, WhatIsSharedTellsOfWhatNoRowSaw)
{
    // Two parameters with a factor in common; rows of the first only.
    LogFitProblem problem = direct(Eigen::VectorXd::Constant(8, 0.7), std::vector<Eigen::Index>(8, 0), 2);
    problem.basis = Eigen::MatrixXd(2, 3);
    problem.basis << 0.1, 0.0, 1.0, //
        0.0, 0.1, 1.0;
    const LogFitResult result = fitLogarithms(problem);
    EXPECT_NEAR(result.logParameters(1), 0.7, 0.02);
    EXPECT_GT(result.logDeviations(1), result.logDeviations(0)); // it may differ by its own spread
}

TEST(LogFit, ALeftOutRowIsAsIfItHadNeverBeen)
{
    Eigen::VectorXd measured(5);
    measured << 0.2, 0.25, 0.22, 0.9, 0.8;
    const std::vector<Eigen::Index> parameters{0, 0, 0, 1, 1};
    const LogFitProblem all = direct(measured, parameters, 2);
    LogFitProblem three = direct(measured.head(3), {0, 0, 0}, 2);
    const Eigen::VectorXd without = fitWithout(all, fitLogarithms(all), {false, false, false, true, true});
    EXPECT_TRUE(without.isApprox(fitLogarithms(three).logParameters, 1e-6));
    EXPECT_NEAR(without(1), 0.0, 1e-9); // nothing but the guess is left
}

TEST(LogFit, CurvedErrorsAreFollowedToTheEnd)
{
    // One row measures the sum of two parameters, another the first alone: p0 = 2, p0 + p1 = 10.
    LogFitProblem problem;
    problem.logGuess = Eigen::VectorXd::Zero(2);
    problem.basis = Eigen::MatrixXd::Identity(2, 2) * 3.0;
    problem.spread = 0.001;
    problem.errors = [](const Eigen::VectorXd& x) {
        Eigen::VectorXd errors(2);
        errors << x(0) - std::log(2.0), std::log(std::exp(x(0)) + std::exp(x(1))) - std::log(10.0);
        return errors;
    };
    problem.derivatives = [](const Eigen::VectorXd& x) {
        const double sum = std::exp(x(0)) + std::exp(x(1));
        Eigen::MatrixXd derivatives(2, 2);
        derivatives << 1.0, 0.0, std::exp(x(0)) / sum, std::exp(x(1)) / sum;
        return derivatives;
    };
    const LogFitResult result = fitLogarithms(problem);
    EXPECT_NEAR(std::exp(result.logParameters(0)), 2.0, 0.001);
    EXPECT_NEAR(std::exp(result.logParameters(1)), 8.0, 0.005);
}

} // namespace
} // namespace tenbin
