// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "engine/validation/measurement.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace tenbin {

class MeasuredBox;
class Workspace;

/// Asks for one measurement of the user's own: which network on which target, as it is
/// configured on the board, and what was measured.
class MeasurementDialog final : public QDialog {
    Q_OBJECT
public:
    explicit MeasurementDialog(const Workspace& workspace, QWidget* parent = nullptr);

    Measurement measurement() const;

private:
    void fillNetworks();
    void fillTargets();
    void showUnit();
    void refresh();

    const Workspace& m_workspace;
    QComboBox* m_network;
    QComboBox* m_target;
    QComboBox* m_metric;
    MeasuredBox* m_value;
    QLineEdit* m_source;
    QLabel* m_configuration;
    QPushButton* m_accept = nullptr;
};

} // namespace tenbin
