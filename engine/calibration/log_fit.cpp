// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/calibration/log_fit.h"

#include <algorithm>
#include <cmath>

#include <Eigen/Cholesky>

namespace tenbin {

namespace {

constexpr double kHuber = 2.0;         // residuals beyond two deviations count by their size, not its square
constexpr int kMostSteps = 30;         // it takes five to ten
constexpr int kStepsWithout = 8;       // from the best parameters of all rows, which are near
constexpr double kSmallestStep = 1e-4; // of a standard normal variable
constexpr double kShortestStep = 1.0 / 64.0;

double huber(double residual)
{
    const double size = std::abs(residual);
    if (size <= kHuber)
        return residual * residual / 2.0;
    return kHuber * (size - kHuber / 2.0);
}

double weight(double residual) { return std::abs(residual) <= kHuber ? 1.0 : kHuber / std::abs(residual); }

/// Cholesky factors of JᵀWJ + I, the curvature of the objective.
Eigen::LLT<Eigen::MatrixXd> curvature(const Eigen::MatrixXd& jacobian, const Eigen::VectorXd& weights)
{
    Eigen::MatrixXd normal = jacobian.transpose() * weights.asDiagonal() * jacobian;
    normal.diagonal().array() += 1.0;
    return normal.llt();
}

/// Rows and their weight: none where a row is left out.
Eigen::VectorXd weightsWithout(const Eigen::VectorXd& residuals, const std::vector<bool>& leftOut)
{
    Eigen::VectorXd weights = residuals.unaryExpr(&weight);
    for (Eigen::Index row = 0; row < weights.size(); ++row)
        if (leftOut[static_cast<std::size_t>(row)])
            weights(row) = 0.0;
    return weights;
}

/// What is minimised, over the rows that count.
double objective(const Eigen::VectorXd& residuals, const Eigen::VectorXd& z, const std::vector<bool>& leftOut)
{
    double sum = z.squaredNorm() / 2.0;
    for (Eigen::Index row = 0; row < residuals.size(); ++row)
        if (!leftOut[static_cast<std::size_t>(row)])
            sum += huber(residuals(row));
    return sum;
}

/// Where the search stands.
struct Point {
    Eigen::VectorXd variables, logParameters, errors;
};

/// One step from `point` with these derivatives, halved until it helps. False where none does, or it is too small to
/// matter.
bool step(const LogFitProblem& problem, const Eigen::MatrixXd& derivatives, const std::vector<bool>& leftOut,
          Point& point)
{
    const Eigen::MatrixXd jacobian = derivatives * problem.basis / problem.spread;
    const Eigen::VectorXd residuals = point.errors / problem.spread;
    const Eigen::VectorXd weights = weightsWithout(residuals, leftOut);
    const Eigen::VectorXd gradient = jacobian.transpose() * weights.cwiseProduct(residuals) + point.variables;
    const Eigen::VectorXd move = -curvature(jacobian, weights).solve(gradient);
    const double before = objective(residuals, point.variables, leftOut);
    for (double length = 1.0; length >= kShortestStep; length /= 2.0) {
        Point next;
        next.variables = point.variables + length * move;
        next.logParameters = problem.logGuess + problem.basis * next.variables;
        next.errors = problem.errors(next.logParameters);
        if (objective(next.errors / problem.spread, next.variables, leftOut) >= before)
            continue;
        point = std::move(next);
        return length * move.cwiseAbs().maxCoeff() >= kSmallestStep;
    }
    return false;
}

} // namespace

LogFitResult fitLogarithms(const LogFitProblem& problem)
{
    Point point;
    point.variables = Eigen::VectorXd::Zero(problem.basis.cols());
    point.logParameters = problem.logGuess;
    point.errors = problem.errors(point.logParameters);
    const std::vector<bool> none(static_cast<std::size_t>(point.errors.size()), false);
    LogFitResult result;
    for (int count = 0; count < kMostSteps; ++count)
        if (!step(problem, problem.derivatives(point.logParameters), none, point))
            break;
    result.variables = point.variables;
    result.logParameters = point.logParameters;
    result.errors = point.errors;
    result.derivatives = problem.derivatives(point.logParameters);
    const Eigen::MatrixXd jacobian = result.derivatives * problem.basis / problem.spread;
    const auto factors = curvature(jacobian, weightsWithout(result.errors / problem.spread, none));
    // Covariance of the logarithms: B C Bᵀ, with C the inverse of the curvature.
    const Eigen::MatrixXd half = factors.matrixL().solve(problem.basis.transpose());
    result.logDeviations = half.colwise().norm().transpose();
    return result;
}

Eigen::VectorXd fitWithout(const LogFitProblem& problem, const LogFitResult& result, const std::vector<bool>& leftOut)
{
    Point point{result.variables, result.logParameters, result.errors};
    for (int count = 0; count < kStepsWithout; ++count)
        if (!step(problem, result.derivatives, leftOut, point))
            break;
    return point.logParameters;
}

} // namespace tenbin
