// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QDialog>

#include "engine/validation/measurement.h"

class QPushButton;

namespace tenbin {

namespace Ui {
class MeasurementDialog;
}

class Workspace;

/// Asks for one measurement of the user's own: which network on which target, as it is
/// configured on the board, and what was measured.
class MeasurementDialog final : public QDialog {
    Q_OBJECT
public:
    explicit MeasurementDialog(const Workspace& workspace, QWidget* parent = nullptr);
    ~MeasurementDialog() override;

    Measurement measurement() const;

private:
    void fillChoices();
    void showUnit();
    void refresh();

    const Workspace& m_workspace;
    std::unique_ptr<Ui::MeasurementDialog> m_ui;
    QPushButton* m_accept;
};

} // namespace tenbin
