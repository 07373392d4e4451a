// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QWidget>

#include "engine/targets/configuration.h"
#include "engine/validation/validation.h"

namespace tenbin {

namespace Ui {
class ValidatePage;
}

class ErrorPlot;
class ValidationFilter;
class ValidationModel;
class ValidationService;
class Workspace;

/// How far the estimates can be trusted: every published measurement beside its estimate.
class ValidatePage final : public QWidget {
    Q_OBJECT
public:
    ValidatePage(Workspace& workspace, ValidationService& service, QWidget* parent = nullptr);
    ~ValidatePage() override;

    ErrorPlot& plot();
    /// Shows the rows of one family, or of all where it is empty.
    void showFamily(const QString& family);
    /// Shows the latencies measured on one target.
    void showTarget(const QString& target);
    /// Shows the row and what it rests on.
    void choose(int row);

Q_SIGNALS:
    void boardRequested();

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void build();
    void buildTable();
    void connectAll();
    void retranslate();
    void takeReport();
    void fillChoices();
    void applyChoice();
    void refreshSummary();
    void refreshDetails();
    void refreshUnscored();
    void addMeasurement();
    void importTable();
    void recalibrate();
    /// measured / estimated of the user's own latencies on the chosen row's target; empty if there is none.
    std::optional<double> ownFactor() const;
    const ScoredRow* chosenRow() const;

    Workspace& m_workspace;
    ValidationService& m_service;
    ValidationModel* m_model;
    ValidationFilter* m_filter;
    std::unique_ptr<Ui::ValidatePage> m_ui;
    int m_chosen = -1;
    bool m_asked = false;
};

} // namespace tenbin
