// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "engine/calibration/calibration.h"
#include "engine/calibration/log_fit.h"
#include "engine/calibration/parameter.h"
#include "engine/core/parallel.h"

namespace tenbin {

/// One plan with its rows; lives for one fit.
class Fit {
public:
    /// All arguments outlive the fit. `places`: by target.
    Fit(const FitPlan& plan, const CalibrationContext& context, const std::map<std::string, NumberPlaces>& places);

    /// Takes those of the rows that the plan is about.
    void collect(const std::vector<ScorableRow>& rows);

    /// Fits, leaves each network out in turn, and says what came of it.
    FitReport run();

private:
    /// A row, and the parameters of the plan that its estimate reads.
    struct Row {
        const ScorableRow* row = nullptr;
        std::size_t index = 0; ///< in the list that collect() was given
        Settings settings;     ///< as committed
        std::vector<std::size_t> parameters;
    };

    void collectRow(const ScorableRow& row, std::size_t index, std::vector<Row>& list);
    bool takesNumbers(const Row& row) const;
    std::optional<std::size_t> indexOf(const FilePlace& place, double committed);
    std::optional<double> error(const Row& row, const Eigen::VectorXd* logParameters) const;
    double errorAt(const Row& row, const Eigen::VectorXd& logParameters) const;
    LogFitProblem problemOf();
    Eigen::VectorXd errors(const Eigen::VectorXd& logParameters);
    Eigen::MatrixXd derivatives(const Eigen::VectorXd& logParameters);
    void describeNumbers(const LogFitResult& result, FitReport& report) const;
    void describeRows(const LogFitProblem& problem, const LogFitResult& result, FitReport& report) const;
    FittedRow described(const Row& row, const Eigen::VectorXd& all, const Eigen::VectorXd& without) const;

    const FitPlan& m_plan;
    const CalibrationContext& m_context;
    const std::map<std::string, NumberPlaces>& m_places;
    ThreadTeam m_team;
    std::vector<FitParameter> m_parameters;
    std::map<FilePlace, std::size_t> m_indices;
    std::vector<Row> m_rows, m_following;
};

} // namespace tenbin
