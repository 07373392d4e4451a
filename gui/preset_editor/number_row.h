// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "engine/targets/preset_design.h"
#include "engine/targets/preset_outline.h"

class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QSlider;
class QToolButton;
class QWidget;

namespace tenbin {

/// One number of a preset: its name, a slider, the value with unit, kind and source, and a button
/// that removes it. Shows what it is told; says what the user wants.
class NumberRow final : public QObject {
    Q_OBJECT
public:
    /// Adds its widgets to a row of `grid` (five columns or more); they are named "slider_<key>", "value_<key>" …
    NumberRow(const PresetNumber& number, bool readOnly, QGridLayout& grid, int row, QWidget* parent);

    const NumberPlace& place() const { return m_place; }
    /// `error`: what is wrong with it, empty if nothing.
    void show(const PresetNumber& number, const QString& error);
    void focusValue();

    static constexpr int kSliderSteps = 1000;

Q_SIGNALS:
    void changed(const tenbin::NumberPlace& place, const tenbin::Sourced<double>& number);
    void removed(const tenbin::NumberPlace& place);
    void refused(const QString& why);

private:
    void build(const PresetNumber& number, bool readOnly, QGridLayout& grid, int row, QWidget* parent);
    void drag(int step);
    void typeValue();
    void typeSource();
    void send(double value);

    NumberPlace m_place;
    Sourced<double> m_number;
    std::string m_unit;
    DragRange m_range; ///< stays while the document is open, so that the slider does not run away
    QLabel* m_label;
    QSlider* m_slider;
    QLineEdit* m_value;
    QComboBox* m_kind;
    QLineEdit* m_source;
    QToolButton* m_remove;
};

} // namespace tenbin
