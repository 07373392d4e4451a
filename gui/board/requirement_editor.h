// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QDialog>

#include "engine/requirements/requirements.h"

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace tenbin {

/// A small popup that adds one requirement to those that are there, or exchanges one: which figure, and a field that
/// takes "10 mJ". Power and battery life ask for their duty cycle too. Enter takes it, Escape leaves.
class RequirementEditor final : public QDialog {
    Q_OBJECT
public:
    /// `edited`: the figure to begin with; none: the first that is not asked for yet.
    RequirementEditor(const Requirements& requirements, std::optional<RequiredFigure> edited, QWidget* parent);

    /// With what the popup adds; nothing where it says nothing that can be kept.
    std::optional<Requirements> requirements() const;

private:
    void build();
    void fillFigures(std::optional<RequiredFigure> edited);
    void connectFields();
    void followFigure();
    void refresh();
    QString kind() const;
    std::optional<RequiredFigure> figure() const;
    bool addFigure(Requirements& requirements) const;
    bool addDuty(DutyCycleAsked& duty) const;

    const Requirements m_before;
    QFormLayout* m_form;
    QComboBox* m_figure;
    QComboBox* m_choice; ///< of an interface or a family
    QLineEdit *m_value, *m_rate, *m_battery, *m_sleep;
    QLabel* m_hint;
    QPushButton* m_accept;
};

} // namespace tenbin
