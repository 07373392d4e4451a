// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "gui/sparsity/sparsity_session.h"

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QTableWidget;

namespace tenbin {

class SensitivityChart;

/// Each layer pruned alone, and the plan that follows from it: what a layer keeps at least. The user may
/// choose otherwise; the next sweep follows the plan.
class SensitivityPanel final : public QWidget {
    Q_OBJECT
public:
    SensitivityPanel(SparsitySession& session, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void refresh();
    void refreshButtons();
    void propose();
    void setFloor(const std::string& layer, double share);
    QComboBox* floorBox(const std::string& layer, const std::vector<double>& levels);

    SparsitySession& m_session;
    QLabel *m_facts, *m_lossLabel;
    QPushButton *m_scan, *m_propose, *m_clear;
    QDoubleSpinBox* m_loss;
    QTableWidget* m_table;
    SensitivityChart* m_chart;
};

} // namespace tenbin
